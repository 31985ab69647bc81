package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.Progress;
import io.daegi.bench.Suite;
import io.daegi.bench.jmh.Rounds;
import io.daegi.bench.report.Figure;
import java.util.ArrayList;
import java.util.List;

/** The engine and its board. */
public final class EngineSuite implements Suite {

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public List<Figure> run(Effort effort, Progress progress) {
    var rounds = new Rounds(effort, progress);
    List<Figure> figures = new ArrayList<>();
    figures.addAll(AdmissionFigures.measure(rounds, effort));
    figures.addAll(BoardFigures.measure(rounds));
    return figures;
  }
}
