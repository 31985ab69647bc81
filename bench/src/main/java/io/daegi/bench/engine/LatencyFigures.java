package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.peers.BenchServices;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Numbers;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Cost;
import io.daegi.bench.turns.Turns;
import io.daegi.embedded.ServiceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;

/** How long a durable answer takes, at shares of the rate that is reached without pause. */
final class LatencyFigures implements FigureGroup {

  private static final String LABEL = "durable answers";
  private static final List<Integer> PERCENTS = List.of(10, 50, 80);
  private static final int PERCENT_WITH_GOAL = 50;

  /** A rate that is missed by more than this says so. */
  private static final double LATE = 1.05;

  /**
   * One rate, kept for a while.
   *
   * @param isKept whether the commands could be sent at that rate
   */
  private record Level(double p50Ms, double p99Ms, double mostMs, boolean isKept) {}

  private record Round(double joinsPerSecond, List<Level> levels) {

    @Override
    public String toString() {
      return "%s joins/s; at 10, 50, 80 %%: p99 %s ms"
          .formatted(
              Numbers.rounded(joinsPerSecond),
              levels.stream().map(level -> Numbers.rounded(level.p99Ms)).toList());
    }
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int visitors = effort.choose(500_000, 5_000);
    long levelNs = effort.choose(3_000, 200) * 1_000_000L;
    try (var services = new BenchServices(ServiceKind.KAFKA)) {
      Map<String, Callable<Round>> ways = Map.of(LABEL, () -> round(services, visitors, levelNs));
      List<Round> rounds = new Turns(effort, progress).run(ways).get(LABEL);
      List<Figure> figures = new ArrayList<>();
      figures.add(
          Samples.of(rounds, Round::joinsPerSecond)
              .toFigure(
                  "durable joins, as many as go",
                  "joins/s",
                  null,
                  "%,d join; one broker in the process, acks=all, fsync".formatted(visitors)));
      for (int i = 0; i < PERCENTS.size(); i++) {
        int at = i;
        figures.addAll(
            level(PERCENTS.get(i), rounds.stream().map(round -> round.levels.get(at)).toList()));
      }
      return figures;
    }
  }

  private static List<Figure> level(int percent, List<Level> levels) {
    long missed = levels.stream().filter(level -> !level.isKept).count();
    String how =
        "open loop, from the intended start to the durable answer%s"
            .formatted(missed == 0 ? "" : "; rate missed in %d rounds".formatted(missed));
    String at = "durable join at %d %% of the rate, ".formatted(percent);
    Goal goal = percent == PERCENT_WITH_GOAL ? Goal.atMost(50) : null;
    return List.of(
        Samples.of(levels, Level::p50Ms).toFigure(at + "p50", "ms", null, how),
        Samples.of(levels, Level::p99Ms).toFigure(at + "p99", "ms", goal, how),
        Samples.of(levels, Level::mostMs).toFigure(at + "longest", "ms", null, how));
  }

  private static Round round(BenchServices services, int visitors, long levelNs) throws Exception {
    try (var rung = new KafkaRung(services.newLog())) {
      var crowd = new Crowd(rung);
      crowd.openTheQueue();
      Cost cost = Cost.of(() -> crowd.join(visitors));
      double perSecond = visitors * 1e9 / cost.wallNs();
      List<Level> levels = new ArrayList<>();
      for (int percent : PERCENTS) {
        levels.add(level(rung, crowd, perSecond * percent / 100, levelNs));
      }
      crowd.verify();
      return new Round(perSecond, levels);
    }
  }

  private static Level level(KafkaRung rung, Crowd crowd, double perSecond, long levelNs) {
    var timed = new TimedRung(rung.pipeline());
    crowd.detourOver(timed);
    long tookNs =
        OpenLoop.run(
            perSecond,
            levelNs,
            intendedNs -> {
              timed.intend(intendedNs);
              crowd.joinOne();
            });
    crowd.await();
    Histogram latenciesNs = timed.latenciesNs();
    return new Level(
        latenciesNs.getValueAtPercentile(50) / 1e6,
        latenciesNs.getValueAtPercentile(99) / 1e6,
        latenciesNs.getMaxValue() / 1e6,
        tookNs < levelNs * LATE);
  }
}
