package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.Progress;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * Servers that are compared, a slice of a second each in turn and several slices a round: what
 * slows the machine for a moment slows all of them.
 */
public final class Slices {

  private static final String ALL = "all in slices";
  private static final int SLICES = 5;

  private final List<Map<String, Window>> rounds;

  private Slices(List<Map<String, Window>> rounds) {
    this.rounds = rounds;
  }

  /** Warms all of them up, then measures. */
  public static Slices of(Effort effort, Progress progress, Map<String, Side> labelToSide)
      throws Exception {
    WarmUp.of(effort, progress, labelToSide);
    long sliceNs = effort.choose(300, 50) * 1_000_000L;
    Map<String, Callable<Map<String, Window>>> ways =
        Map.of(ALL, () -> round(labelToSide, sliceNs));
    return new Slices(new Turns(effort, progress).run(ways).get(ALL));
  }

  private static Map<String, Window> round(Map<String, Side> labelToSide, long sliceNs)
      throws IOException {
    Map<String, Window> labelToWindow = new LinkedHashMap<>();
    List<String> labels = List.copyOf(labelToSide.keySet());
    for (int slice = 0; slice < SLICES; slice++) {
      for (String label : slice % 2 == 0 ? labels : labels.reversed()) {
        Window window = Window.of(labelToSide.get(label), sliceNs);
        labelToWindow.merge(label, window, Window::plus);
      }
    }
    return labelToWindow;
  }

  public Samples rate(String label) {
    return samples(label, Window::perSecond);
  }

  public Samples cpuUs(String label) {
    return samples(label, Window::cpuUsEach);
  }

  private Samples samples(String label, ToDoubleFunction<Window> value) {
    return Samples.of(rounds, round -> value.applyAsDouble(round.get(label)));
  }
}
