package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.engine.AdmissionBenchmark.Way;
import io.daegi.bench.jmh.Measured;
import io.daegi.bench.jmh.Rounds;
import io.daegi.bench.jmh.Samples;
import io.daegi.bench.jmh.Trial;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many visitors are let in and out a second on each rung, and what each costs. */
final class AdmissionFigures {

  /** A join and a completion; ticks are one in {@value Crowd#BATCH}. */
  private static final int COMMANDS_PER_VISITOR = 2;

  private final int visitors;
  private final Map<Way, Samples> wayToNsPerVisitor = new EnumMap<>(Way.class);
  private final Map<Way, Samples> wayToCpuNsPerVisitor = new EnumMap<>(Way.class);

  private AdmissionFigures(int visitors) {
    this.visitors = visitors;
  }

  static List<Figure> measure(Rounds rounds, Effort effort) {
    var figures = new AdmissionFigures(effort.choose(1_000_000, 20_000));
    figures.run(rounds);
    return figures.all();
  }

  private void run(Rounds rounds) {
    Map<Way, Trial> wayToTrial = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      wayToTrial.put(
          way,
          new Trial(
              label(way),
              AdmissionBenchmark.class,
              "admit",
              Map.of("way", way.name(), "visitors", String.valueOf(visitors))));
    }
    Map<Trial, Measured> found = rounds.run(List.copyOf(wayToTrial.values()));
    wayToTrial.forEach(
        (way, trial) -> {
          Measured measured = found.get(trial);
          wayToNsPerVisitor.put(way, measured.score().map(ns -> ns / visitors));
          wayToCpuNsPerVisitor.put(
              way, measured.secondary("cpuNs").map(ns -> ns / visitors / AdmissionBenchmark.RUNS));
        });
  }

  private List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    for (Way way : Way.values()) {
      Samples perSecond = wayToNsPerVisitor.get(way).map(ns -> 1e9 / ns);
      figures.add(figure(label(way), perSecond, "visitors/s", null, way));
    }
    for (Way way : Way.values()) {
      Samples cpuNs = wayToCpuNsPerVisitor.get(way);
      figures.add(figure("processor time, " + label(way), cpuNs, "ns/visitor", null, way));
    }
    Samples ourShare =
        wayToCpuNsPerVisitor
            .get(Way.PIPELINE)
            .minus(wayToCpuNsPerVisitor.get(Way.DISRUPTOR))
            .map(ns -> ns / COMMANDS_PER_VISITOR);
    figures.add(
        figure(
            "pipeline without log, above the raw ring",
            ourShare,
            "ns/command",
            Goal.atMost(250),
            Way.PIPELINE));
    figures.add(ratio("pipeline against raw ring", Way.PIPELINE, Way.DISRUPTOR));
    figures.add(ratio("Kafka journal against no log", Way.KAFKA, Way.PIPELINE));
    return figures;
  }

  private Figure ratio(String name, Way of, Way to) {
    Samples speeds = wayToNsPerVisitor.get(to).dividedBy(wayToNsPerVisitor.get(of));
    return figure(name, speeds, "ratio", null, of);
  }

  private Figure figure(String name, Samples samples, String unit, Goal goal, Way way) {
    return samples.toFigure(
        name,
        unit,
        goal,
        "%,d visitors join, are called %,d at a time, complete; %s"
            .formatted(visitors, Crowd.BATCH, means(way)));
  }

  private static String label(Way way) {
    return switch (way) {
      case MACHINE -> "machine alone";
      case PIPELINE -> "pipeline without log";
      case KAFKA -> "pipeline with Kafka journal";
      case DISRUPTOR -> "raw Disruptor";
    };
  }

  private static String means(Way way) {
    return switch (way) {
      case MACHINE -> "one thread, events encoded";
      case PIPELINE -> "3 stages, StageWaitStrategy, a journal that accepts at once";
      case KAFKA ->
          "3 stages, StageWaitStrategy, one transaction a batch, acks=all, one broker in the"
              + " process, fsync each append";
      case DISRUPTOR -> "3 empty stages, StageWaitStrategy";
    };
  }
}
