package io.daegi.bench.edge;

import io.daegi.bench.GroupedSuite;
import io.daegi.bench.Suite;
import java.util.List;

/** The public edge over loopback, beside bare Vert.x and beside Redis. */
public final class EdgeSuite {

  private EdgeSuite() {}

  public static Suite create() {
    return new GroupedSuite(
        "edge",
        List.of(
            new PollFigures(),
            new RedisFigures(),
            new JoinFigures(),
            new MemoryFigures(),
            new PushFigures(),
            new ManyEdgesFigures(),
            new StaleFigures(),
            new OverloadFigures()));
  }
}
