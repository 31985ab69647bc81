package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.jmh.Measured;
import io.daegi.bench.jmh.Rounds;
import io.daegi.bench.jmh.Trial;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import java.util.List;
import java.util.Map;

/** The board: what a look costs in a short and in a long queue, and what a great call costs. */
final class BoardFigures implements FigureGroup {

  private static final Trial SHORT = look("a look among 1,000 numbers", "1000");
  private static final Trial LONG = look("a look among 10,000,000 numbers", "10000000");
  private static final Trial CALL =
      new Trial("a call of 100,000", CallBenchmark.class, "call", Map.of());

  @Override
  public String name() {
    return "board";
  }

  private static Trial look(String label, String numbers) {
    return new Trial(label, RankBenchmark.class, "look", Map.of("numbers", numbers));
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) {
    Map<Trial, Measured> found = new Rounds(effort, progress).run(List.of(SHORT, LONG, CALL));
    Samples shortNs = found.get(SHORT).score();
    Samples longNs = found.get(LONG).score();
    Samples ratio = longNs.dividedBy(shortNs);
    Samples bytes = found.get(LONG).secondary("gc.alloc.rate.norm");
    String howLooked = "30 % departed, random numbers, one reader; JMH, forks of " + Rounds.HEAP;
    return List.of(
        shortNs.toFigure("a look at a token among 1,000", "ns", null, howLooked),
        longNs.toFigure("a look at a token among 10,000,000", "ns", Goal.atMost(100), howLooked),
        ratio.toFigure("10,000,000 against 1,000", "ratio", Goal.atMost(2), howLooked),
        bytes.toFigure("garbage of a look", "bytes", Goal.atMost(200), howLooked),
        found
            .get(CALL)
            .score()
            .toFigure("a call of 100,000 on the board", "us", null, "of 200,000 who wait"));
  }
}
