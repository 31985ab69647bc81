package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Cost;
import io.daegi.bench.turns.Turns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What a visitor leaves to the garbage collector. */
final class GarbageFigures implements FigureGroup {

  /** A join, a sign of life and a completion each; ticks are one in a window. */
  private static final int COMMANDS_PER_VISITOR = 3;

  private static final int WINDOW = 1_000;

  @Override
  public String name() {
    return "garbage";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int visitors = effort.choose(1_000_000, 20_000);
    Map<String, Callable<Cost>> ways = new LinkedHashMap<>();
    ways.put("pipeline without log", () -> visits(visitors));
    List<Cost> costs = new Turns(effort, progress).run(ways).get("pipeline without log");
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Samples.of(costs, cost -> (double) cost.allocatedBytes() / visitors)
            .toFigure(
                "allocated for a token, pipeline without log",
                "bytes",
                null,
                "%,d join, are called %,d at a time, complete; all threads, tables included"
                    .formatted(visitors, Crowd.BATCH)));
    figures.addAll(steady(effort));
    return figures;
  }

  private static Cost visits(int visitors) throws Exception {
    try (var rung = new PipelineRung(new InstantJournal())) {
      var crowd = new Crowd(rung);
      crowd.openTheQueue();
      Cost cost =
          Cost.of(
              () -> {
                crowd.join(visitors);
                crowd.pass(visitors);
              });
      crowd.verify();
      return cost;
    }
  }

  /** As many come as go, window by window: where no table grows, nothing may be allocated. */
  private static List<Figure> steady(Effort effort) throws Exception {
    int waiting = effort.choose(1_000_000, 20_000);
    int windows = effort.choose(500, 50);
    var crowd = new Crowd(new MachineRung(), WINDOW);
    crowd.openTheQueue();
    crowd.join(waiting);
    double[] bytes = new double[windows];
    for (int i = -windows; i < windows; i++) {
      long ofThis = Cost.allocatedByThisThread(() -> turnOver(crowd));
      if (i >= 0) {
        bytes[i] = (double) ofThis / (COMMANDS_PER_VISITOR * WINDOW);
      }
    }
    crowd.verify();
    var perCommand = new Samples(bytes);
    String how =
        "%,d wait, %,d windows in which %,d join, ask, are called and complete"
            .formatted(waiting, windows, WINDOW);
    return List.of(
        new Figure(
            "allocated for a command by the machine, steady",
            perCommand.median(),
            "bytes",
            Goal.atMost(0),
            "the median window: no table grows in it; " + how),
        new Figure(
            "allocated for a command by the machine, growth included",
            perCommand.mean(),
            "bytes",
            null,
            "the mean window: chunks for numbers never seen before; " + how));
  }

  private static void turnOver(Crowd crowd) {
    for (int i = 0; i < WINDOW; i++) {
      crowd.joinOne();
      crowd.askOne();
    }
    crowd.pass(WINDOW);
  }
}
