package io.daegi.bench;

import io.daegi.bench.report.Figure;
import java.util.List;

/** Benchmarks that belong together and share one report. */
public interface Suite {

  /** What {@code -Dsuite} calls it. */
  String name();

  /** Measures everything; tells the progress how far it is. */
  List<Figure> run(Effort effort, Progress progress);
}
