package io.daegi.bench;

import io.daegi.bench.report.Figure;
import java.util.List;

/** Figures that are measured together, and can be asked for by themselves. */
public interface FigureGroup {

  /** What {@code -Donly} calls it. */
  String name();

  List<Figure> measure(Effort effort, Progress progress) throws Exception;
}
