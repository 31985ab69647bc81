package io.daegi.bench.edge;

import io.daegi.bench.edge.load.Answers;
import io.daegi.bench.report.Numbers;
import java.io.IOException;

/**
 * As many requests as go for a while, almost all of them answered with what they asked for.
 *
 * @param cpuNs what the server's process, and Redis behind it, have spent meanwhile
 */
record Window(long answered, long wallNs, long cpuNs) {

  static Window of(Side side, long durationNs) throws IOException {
    long before = side.cpuNs();
    Answers answers = side.load().flood(durationNs).requireUseful();
    return new Window(answers.useful(), answers.wallNs(), side.cpuNs() - before);
  }

  Window plus(Window other) {
    return new Window(answered + other.answered, wallNs + other.wallNs, cpuNs + other.cpuNs);
  }

  double perSecond() {
    return answered * 1e9 / wallNs;
  }

  double cpuUsEach() {
    return cpuNs / 1e3 / answered;
  }

  @Override
  public String toString() {
    return "%s/s at %s us".formatted(Numbers.rounded(perSecond()), Numbers.rounded(cpuUsEach()));
  }
}
