package io.daegi.bench.turns;

import io.daegi.bench.Effort;
import io.daegi.bench.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Runs what is to be compared in turn, in this process: first to warm up, then round by round,
 * every other round the other way about. What disturbs the machine for a while disturbs all of
 * them, and whoever compares does so within a round.
 */
public final class Turns {

  private final Effort effort;
  private final Progress progress;

  public Turns(Effort effort, Progress progress) {
    this.effort = effort;
    this.progress = progress;
  }

  /**
   * @param labelToRun each run prepares, measures and verifies for itself
   * @return what each run of a label gave, in the order of the rounds
   */
  public <T> Map<String, List<T>> run(Map<String, Callable<T>> labelToRun) throws Exception {
    Map<String, List<T>> labelToResults = new LinkedHashMap<>();
    labelToRun.keySet().forEach(label -> labelToResults.put(label, new ArrayList<>()));
    for (int round = 1 - effort.warmups(); round <= effort.rounds(); round++) {
      List<String> order = List.copyOf(labelToResults.keySet());
      for (String label : round % 2 == 0 ? order.reversed() : order) {
        System.gc();
        T result = labelToRun.get(label).call();
        String turn = round < 1 ? "warm-up" : "round %d of %d".formatted(round, effort.rounds());
        progress.say("%s: %s, %s".formatted(turn, label, result));
        if (round > 0) {
          labelToResults.get(label).add(result);
        }
      }
    }
    return labelToResults;
  }
}
