package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.peers.BenchServices;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Cost;
import io.daegi.bench.turns.Turns;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.core.Machine;
import io.daegi.engine.journal.JournalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Whether the pipeline before a log in Kafka gets slower the more people wait. */
final class DurableFigures implements FigureGroup {

  private static final int BATCH = 1_000;
  private static final int FEW = 1_000;

  @Override
  public String name() {
    return "durable";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int many = effort.choose(10_000_000, 20_000);
    int times = effort.choose(200, 3);
    String fewLabel = label(FEW);
    String manyLabel = label(many);
    try (var services = new BenchServices(ServiceKind.KAFKA)) {
      Map<String, Callable<Cost>> ways = new LinkedHashMap<>();
      ways.put(fewLabel, () -> turnOver(services, FEW, times));
      ways.put(manyLabel, () -> turnOver(services, many, times));
      Map<String, List<Cost>> costs = new Turns(effort, progress).run(ways);
      Samples fewNs = nsPerVisitor(costs.get(fewLabel), times);
      Samples manyNs = nsPerVisitor(costs.get(manyLabel), times);
      String how =
          "%,d times %,d join, are called and complete while as many wait as before; acks=all, fsync"
              .formatted(times, BATCH);
      return List.of(
          fewNs.map(ns -> 1e9 / ns).toFigure(fewLabel, "visitors/s", null, how),
          manyNs.map(ns -> 1e9 / ns).toFigure(manyLabel, "visitors/s", null, how),
          manyNs
              .dividedBy(fewNs)
              .toFigure(
                  "time of a visitor with Kafka journal, %,d against %,d waiting"
                      .formatted(many, FEW),
                  "ratio",
                  Goal.atMost(1.2),
                  how));
    }
  }

  private static String label(int waiting) {
    return "with Kafka journal, %,d waiting all the time".formatted(waiting);
  }

  private static Samples nsPerVisitor(List<Cost> costs, int times) {
    return Samples.of(costs, cost -> (double) cost.wallNs() / times / BATCH);
  }

  private static Cost turnOver(BenchServices services, int waiting, int times) throws Exception {
    var machine = new Machine(0);
    Crowd crowd = Crowd.waiting(machine, waiting, BATCH);
    try (Rung rung = durable(services, machine, waiting)) {
      crowd.moveTo(rung);
      Cost cost = Cost.of(() -> crowd.turnOver(times));
      crowd.verify();
      return cost;
    }
  }

  private static Rung durable(BenchServices services, Machine machine, int waiting)
      throws JournalException {
    return new KafkaRung(
        services.newLog(),
        machine,
        new Tally(waiting, 0),
        () -> {
          var again = new Machine(0);
          Crowd.waiting(again, waiting, BATCH);
          return again;
        });
  }
}
