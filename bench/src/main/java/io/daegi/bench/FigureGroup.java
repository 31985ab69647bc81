package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.Progress;
import io.daegi.bench.report.Figure;
import java.util.List;

/** Figures that are measured together, and can be asked for by themselves. */
interface FigureGroup {

  /** What {@code -Donly} calls it. */
  String name();

  List<Figure> measure(Effort effort, Progress progress) throws Exception;
}
