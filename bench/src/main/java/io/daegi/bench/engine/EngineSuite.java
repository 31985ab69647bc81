package io.daegi.bench.engine;

import io.daegi.bench.GroupedSuite;
import io.daegi.bench.Suite;
import java.util.List;

/** The engine and its board, beside what one would take instead. */
public final class EngineSuite {

  private EngineSuite() {}

  public static Suite create() {
    return new GroupedSuite(
        "engine",
        List.of(
            new JoinFigures(),
            new MachineFigures(),
            new GarbageFigures(),
            new MemoryFigures(),
            new BoardFigures(),
            new PeerFigures(),
            new DurableFigures(),
            new ReplayFigures(),
            new LatencyFigures(),
            new StallFigures()));
  }
}
