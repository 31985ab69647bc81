package io.daegi.bench.jmh;

import io.daegi.bench.Effort;
import io.daegi.bench.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs trials that are to be compared in turn, round by round, each in a process of its own: what
 * disturbs the machine for a while disturbs all of them, and ratios are taken within a round.
 */
public final class Rounds {

  /** What the benchmarks' own processes get. */
  public static final String HEAP = "3g";

  private final Effort effort;
  private final Progress progress;

  public Rounds(Effort effort, Progress progress) {
    this.effort = effort;
    this.progress = progress;
  }

  public Map<Trial, Measured> run(List<Trial> trials) {
    Map<Trial, List<RunResult>> found = new LinkedHashMap<>();
    trials.forEach(trial -> found.put(trial, new ArrayList<>()));
    for (int round = 1; round <= effort.rounds(); round++) {
      for (Trial trial : trials) {
        RunResult result = run(trial);
        found.get(trial).add(result);
        progress.say(
            "round %d of %d: %s, %.4g %s"
                .formatted(
                    round,
                    effort.rounds(),
                    trial.label(),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreUnit()));
      }
    }
    Map<Trial, Measured> measured = new LinkedHashMap<>();
    found.forEach((trial, rounds) -> measured.put(trial, new Measured(rounds)));
    return measured;
  }

  private RunResult run(Trial trial) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(trial.pattern())
            .forks(effort.choose(1, 0))
            .warmupTime(milliseconds(effort.choose(500, 50)))
            .measurementTime(milliseconds(effort.choose(500, 50)))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(
                "-Xms" + HEAP,
                "-Xmx" + HEAP,
                "-XX:+AlwaysPreTouch",
                "-Dsun.misc.unsafe.memory.access=allow",
                "-Dlogback.configurationFile=logback-bench.xml");
    trial.parameters().forEach(options::param);
    try {
      return new Runner(options.build()).runSingle();
    } catch (RunnerException e) {
      throw new IllegalStateException(trial.label() + " failed: " + e.getMessage(), e);
    }
  }

  private static TimeValue milliseconds(int ms) {
    return new TimeValue(ms, TimeUnit.MILLISECONDS);
  }
}
