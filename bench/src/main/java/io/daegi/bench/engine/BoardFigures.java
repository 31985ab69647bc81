package io.daegi.bench.engine;

import io.daegi.bench.jmh.Measured;
import io.daegi.bench.jmh.Rounds;
import io.daegi.bench.jmh.Samples;
import io.daegi.bench.jmh.Trial;
import io.daegi.bench.report.Conditions;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import java.util.List;
import java.util.Map;

/** The board: what a look costs in a short and in a long queue, and what a great call costs. */
final class BoardFigures {

  private static final Trial SHORT = look("a look among 1,000 numbers", "1000");
  private static final Trial LONG = look("a look among 10,000,000 numbers", "10000000");
  private static final Trial CALL =
      new Trial("a call of 100,000", CallBenchmark.class, "call", Map.of());

  private BoardFigures() {}

  private static Trial look(String label, String numbers) {
    return new Trial(label, RankBenchmark.class, "look", Map.of("numbers", numbers));
  }

  static List<Figure> measure(Rounds rounds) {
    Map<Trial, Measured> found = rounds.run(List.of(SHORT, LONG, CALL));
    Samples shortNs = found.get(SHORT).score();
    Samples longNs = found.get(LONG).score();
    Samples ratio = longNs.dividedBy(shortNs);
    Samples bytes = found.get(LONG).secondary("gc.alloc.rate.norm");
    return List.of(
        figure("a look at a token among 1,000", shortNs, "ns", null),
        figure("a look at a token among 10,000,000", longNs, "ns", null),
        figure("10,000,000 against 1,000", ratio, "ratio", Goal.atMost(2)),
        figure("garbage of a look", bytes, "bytes", Goal.atMost(200)),
        figure("a call of 100,000 on the board", found.get(CALL).score(), "us", null));
  }

  private static Figure figure(String name, Samples samples, String unit, Goal goal) {
    return new Figure(
        name,
        samples.median(),
        unit,
        goal,
        samples.range()
            + "; 30 % departed, random numbers, one reader; "
            + Conditions.here(Rounds.HEAP));
  }
}
