package io.daegi.bench.edge;

import io.daegi.bench.report.Numbers;

/** Processor time of server processes over a while, and what they answered. */
record Spent(long cpuNs, long answered) {

  static final Spent NOTHING = new Spent(0, 0);

  Spent plus(Spent other) {
    return new Spent(cpuNs + other.cpuNs, answered + other.answered);
  }

  double usEach() {
    return cpuNs / 1e3 / answered;
  }

  @Override
  public String toString() {
    return "%s us each".formatted(Numbers.rounded(usEach()));
  }
}
