package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Cost;
import io.daegi.bench.turns.Turns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** What the machine costs above the ring it stands in, from the first join to the last. */
final class JoinFigures implements FigureGroup {

  private static final String RAW = "raw Disruptor";
  private static final String PIPELINE = "pipeline without log";

  @Override
  public String name() {
    return "join";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int visitors = effort.choose(1_000_000, 20_000);
    Map<String, Callable<Cost>> ways = new LinkedHashMap<>();
    ways.put(PIPELINE, () -> joins(() -> new PipelineRung(new InstantJournal()), visitors));
    ways.put(RAW, () -> joins(RawRung::new, visitors));
    Map<String, List<Cost>> costs = new Turns(effort, progress).run(ways);
    Samples ourCpuNs = Samples.of(costs.get(PIPELINE), cost -> (double) cost.cpuNs() / visitors);
    Samples rawCpuNs = Samples.of(costs.get(RAW), cost -> (double) cost.cpuNs() / visitors);
    Samples ourRate = Samples.of(costs.get(PIPELINE), cost -> visitors * 1e9 / cost.wallNs());
    Samples rawRate = Samples.of(costs.get(RAW), cost -> visitors * 1e9 / cost.wallNs());
    String how =
        "%,d join an empty queue, one producer, 3 stages, StageWaitStrategy".formatted(visitors);
    String cpu = how + "; processor time of producer and stages";
    return List.of(
        ourCpuNs
            .minus(rawCpuNs)
            .toFigure(
                "processor time of a join above the raw ring",
                "ns/join",
                Goal.atMost(250),
                cpu + "; pair by pair"),
        ourCpuNs.toFigure("processor time of a join, " + PIPELINE, "ns/join", null, cpu),
        rawCpuNs.toFigure("processor time of a join, " + RAW, "ns/join", null, cpu),
        ourRate.toFigure("joins, " + PIPELINE, "joins/s", null, how),
        rawRate.toFigure("joins, " + RAW, "joins/s", null, how + ", nothing done in them"),
        ourRate
            .dividedBy(rawRate)
            .toFigure("joins, pipeline without log against raw ring", "ratio", null, how));
  }

  private static Cost joins(Supplier<Rung> way, int visitors) throws Exception {
    try (Rung rung = way.get()) {
      var crowd = new Crowd(rung);
      crowd.openTheQueue();
      Cost cost = Cost.of(() -> crowd.join(visitors));
      crowd.pass(visitors);
      crowd.verify();
      return cost;
    }
  }
}
