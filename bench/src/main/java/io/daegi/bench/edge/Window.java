package io.daegi.bench.edge;

import io.daegi.bench.edge.load.Answers;
import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.report.Numbers;
import java.io.IOException;

/**
 * As many requests as go for a while.
 *
 * @param cpuNs what the server's process has spent meanwhile
 */
record Window(Answers answers, long cpuNs) {

  static Window of(ServerProcess server, HttpLoad load, long durationNs) throws IOException {
    long before = server.cpuNs();
    Answers answers = load.flood(durationNs).requireAllUseful();
    return new Window(answers, server.cpuNs() - before);
  }

  double perSecond() {
    return answers.usefulPerSecond();
  }

  double cpuUsEach() {
    return cpuNs / 1e3 / answers.count();
  }

  @Override
  public String toString() {
    return "%s/s, server's processor time %s us each"
        .formatted(Numbers.rounded(perSecond()), Numbers.rounded(cpuUsEach()));
  }
}
