package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.edge.load.SocketCrowd;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Numbers;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How old a pushed position is when it arrives, where all sockets of a process are taken. */
final class StaleFigures implements FigureGroup {

  private static final String EDGE = "edge";

  private record Ages(double p50Ms, double p99Ms, double textsPerSecond) {

    @Override
    public String toString() {
      return "p50 %s ms, p99 %s ms old; %s texts/s"
          .formatted(
              Numbers.rounded(p50Ms), Numbers.rounded(p99Ms), Numbers.rounded(textsPerSecond));
    }
  }

  @Override
  public String name() {
    return "stale";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int sockets = effort.choose(15_000, 300);
    long windowMs = effort.choose(3_000, 1_500);
    try (var house = new SocketHouse(effort.choose(100_000, 50_000));
        ServerProcess edge = house.edge();
        SocketCrowd crowd = house.people(edge, sockets, true)) {
      crowd.awaitTextsEach(effort.choose(10, 1));
      Map<String, Callable<Ages>> ways = Map.of(EDGE, () -> window(crowd, windowMs));
      return figures(new Turns(effort, progress).run(ways).get(EDGE), sockets);
    }
  }

  private static Ages window(SocketCrowd crowd, long windowMs) throws InterruptedException {
    crowd.agesMs();
    TimeUnit.MILLISECONDS.sleep(windowMs);
    Histogram agesMs = crowd.agesMs();
    long texts = agesMs.getTotalCount();
    if (crowd.texts() < texts || texts == 0) {
      throw new IllegalStateException("nothing was pushed");
    }
    return new Ages(
        agesMs.getValueAtPercentile(50), agesMs.getValueAtPercentile(99), texts * 1e3 / windowMs);
  }

  private static List<Figure> figures(List<Ages> ages, int sockets) {
    String how =
        "%,d sockets, 10 ticks a second, each moves everybody; from asOf, the last word from the log"
                .formatted(sockets)
            + " when the status was made, to the client that has read it";
    return List.of(
        Samples.of(ages, Ages::p99Ms)
            .toFigure("age of a pushed position, p99", "ms", Goal.atMost(1_000), how),
        Samples.of(ages, Ages::p50Ms).toFigure("age of a pushed position, p50", "ms", null, how),
        Samples.of(ages, Ages::textsPerSecond).toFigure("pushed positions", "texts/s", null, how));
  }
}
