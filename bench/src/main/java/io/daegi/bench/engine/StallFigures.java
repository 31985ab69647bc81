package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.peers.BenchServices;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.core.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** The longest that the ring keeps anybody waiting while something great happens. */
final class StallFigures implements FigureGroup {

  private static final double ASKS_PER_SECOND = 1_000;
  private static final long JOINS_PER_SECOND = 100_000;
  private static final int MOST_MS = 50;
  private static final String IDLE = "this process, idle";

  /** The longest time from when a command should have been sent to its answer. */
  private record Gap(double ms) {

    static Gap ofNs(long ns) {
      return new Gap(ns / 1e6);
    }

    @Override
    public String toString() {
      return "longest gap %.3f ms".formatted(ms);
    }
  }

  @Override
  public String name() {
    return "stalls";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int called = effort.choose(100_000, 2_000);
    int many = effort.choose(10_000_000, 20_000);
    long growth = Growth.lastBefore(many);
    progress.say("the last great growth below %,d is at %,d".formatted(many, growth));
    try (var services = new BenchServices(ServiceKind.KAFKA)) {
      var snapshots = new SnapshotWriter(services.newLog(), many);
      Map<String, Callable<Gap>> ways = new LinkedHashMap<>();
      ways.put(IDLE, () -> idle(effort));
      ways.put("a tick that calls %,d".formatted(called), () -> tick(effort, called));
      ways.put("tables that grow at %,d".formatted(growth), () -> growth(effort, growth));
      ways.put(
          "a snapshot of %,d being written".formatted(many), () -> snapshot(effort, snapshots));
      return figures(new Turns(effort, progress).run(ways));
    }
  }

  private static List<Figure> figures(Map<String, List<Gap>> found) {
    List<Figure> figures = new ArrayList<>();
    found.forEach(
        (label, gaps) ->
            figures.add(
                Samples.of(gaps, Gap::ms)
                    .toFigure(
                        "longest gap: " + label,
                        "ms",
                        label.equals(IDLE) ? null : Goal.atMost(MOST_MS),
                        label.equals(IDLE)
                            ? "1,000 looks at the clock a second: the machine's own noise"
                            : "pipeline without log, open loop, to the answer")));
    return figures;
  }

  private static Gap idle(Effort effort) {
    var longestNs = new long[1];
    OpenLoop.run(
        ASKS_PER_SECOND,
        seconds(effort, 1),
        intendedNs -> longestNs[0] = Math.max(longestNs[0], System.nanoTime() - intendedNs));
    return Gap.ofNs(longestNs[0]);
  }

  private static Gap tick(Effort effort, int called) throws Exception {
    return gap(
        called * 2,
        called,
        (timed, crowd) -> {
          ask(timed, crowd, seconds(effort, 0.3));
          timed.intend(System.nanoTime());
          crowd.tick();
          ask(timed, crowd, seconds(effort, 0.7));
        });
  }

  private static Gap growth(Effort effort, long growth) throws Exception {
    long aroundNs = seconds(effort, 2);
    int before = (int) Math.min(growth - 1, JOINS_PER_SECOND * aroundNs / 4_000_000_000L);
    return gap(
        (int) growth - before,
        Crowd.BATCH,
        (timed, crowd) -> {
          OpenLoop.run(
              JOINS_PER_SECOND,
              aroundNs,
              intendedNs -> {
                timed.intend(intendedNs);
                crowd.joinOne();
              });
          if (crowd.joined() <= growth) {
            throw new IllegalStateException("only %,d have joined".formatted(crowd.joined()));
          }
        });
  }

  private static Gap snapshot(Effort effort, SnapshotWriter snapshots) throws Exception {
    return gap(
        effort.choose(1_000_000, 1_000),
        Crowd.BATCH,
        (timed, crowd) -> {
          var writing = new FutureTask<>(snapshots::write);
          Thread.ofPlatform().daemon().name("snapshot").start(writing);
          do {
            ask(timed, crowd, seconds(effort, 0.1));
          } while (!writing.isDone());
          writing.get();
        });
  }

  private static void ask(TimedRung timed, Crowd crowd, long durationNs) {
    OpenLoop.run(
        ASKS_PER_SECOND,
        durationNs,
        intendedNs -> {
          timed.intend(intendedNs);
          crowd.askOne();
        });
  }

  /** What happens while the ring is watched. */
  private interface Disturbance {
    void happen(TimedRung timed, Crowd crowd) throws Exception;
  }

  /** The tables that were filled in a moment are old before anybody looks, as they are in life. */
  private static Gap gap(int waiting, int batch, Disturbance disturbance) throws Exception {
    var machine = new Machine(0);
    Crowd crowd = Crowd.waiting(machine, waiting, batch);
    System.gc();
    try (var pipeline = new PipelineRung(new InstantJournal(), machine, new Tally(waiting, 0))) {
      var timed = new TimedRung(pipeline);
      crowd.moveTo(timed);
      disturbance.happen(timed, crowd);
      crowd.await();
      crowd.verify();
      return Gap.ofNs(timed.latenciesNs().getMaxValue());
    }
  }

  private static long seconds(Effort effort, double normal) {
    return (long) ((effort.isQuick() ? normal / 10 : normal) * 1e9);
  }
}
