package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.edge.load.Answers;
import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.edge.load.Requests;
import io.daegi.bench.peers.BenchServices;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Numbers;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import io.daegi.embedded.ServiceKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Three times what it can: whether everybody is answered soon, and as many served as before. */
final class OverloadFigures implements FigureGroup {

  private static final int TIMES = 3;
  private static final int FEW = 256;
  private static final int MOST_ROUNDS = 5;
  private static final String POLLS = "polls";
  private static final String JOINS = "joins";

  /**
   * @param kept useful answers a second, by those of the best load
   * @param refusedShare of all answers
   * @param missedShare of what was offered: no connection was free for it
   */
  private record Overload(double longestMs, double kept, double refusedShare, double missedShare) {

    @Override
    public String toString() {
      return "longest answer %s ms, %s of the best kept, %s of the answers refusals, %s not sent"
          .formatted(
              Numbers.rounded(longestMs),
              Numbers.rounded(kept),
              Numbers.rounded(refusedShare),
              Numbers.rounded(missedShare));
    }
  }

  @Override
  public String name() {
    return "overload";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int waiting = effort.choose(100_000, 50_000);
    int connections = effort.choose(12_000, 400);
    var turns = new Turns(effort.withAtMost(MOST_ROUNDS), progress);
    try (var services = new BenchServices(ServiceKind.KAFKA);
        var house = new EdgeHouse();
        ServerProcess polled = house.edge(waiting);
        ServerProcess joined = JoinFigures.durable(house, services)) {
      List<String> polls = house.polls(waiting, waiting / 10);
      List<String> joins = List.of(EdgeHouse.join());
      Map<String, Callable<Overload>> ways = new LinkedHashMap<>();
      ways.put(POLLS, () -> overload(effort, polled, polls, connections));
      ways.put(JOINS, () -> overload(effort, joined, joins, connections));
      return figures(turns.run(ways), connections);
    }
  }

  private static Overload overload(
      Effort effort, ServerProcess server, List<String> requests, int connections)
      throws IOException {
    long windowNs = effort.choose(2_000, 200) * 1_000_000L;
    double best;
    try (var load =
        new HttpLoad(server.port(), FEW, new Requests(requests), PollCheck::requireUseOrRefusal)) {
      best = load.flood(windowNs).requireUseful().usefulPerSecond();
    }
    try (var load =
        new HttpLoad(
            server.port(), connections, new Requests(requests), PollCheck::requireUseOrRefusal)) {
      Answers answers = load.openLoop(TIMES * best, windowNs);
      double offered = answers.count() + answers.unsent();
      return new Overload(
          answers.afterSendNs().getMaxValue() / 1e6,
          answers.usefulPerSecond() / best,
          (answers.count() - answers.useful()) / (double) answers.count(),
          answers.unsent() / offered);
    }
  }

  private static List<Figure> figures(Map<String, List<Overload>> found, int connections) {
    List<Figure> figures = new ArrayList<>();
    found.forEach(
        (what, of) -> {
          String how =
              "%d times the best rate offered in an open loop, on up to %,d connections at a time"
                  .formatted(TIMES, connections);
          figures.add(
              Samples.of(of, Overload::longestMs)
                  .toFigure(
                      "overload of %s, longest answer".formatted(what),
                      "ms",
                      Goal.atMost(1_000),
                      how + "; from the send; 2xx, or 503 and 429 with Retry-After"));
          figures.add(
              Samples.of(of, Overload::kept)
                  .toFigure(
                      "overload of %s, useful against the best".formatted(what),
                      "ratio",
                      Goal.atLeast(0.8),
                      how));
          figures.add(
              Samples.of(of, Overload::refusedShare)
                  .toFigure(
                      "overload of %s, refusals of all answers".formatted(what),
                      "ratio",
                      null,
                      how));
          figures.add(
              Samples.of(of, Overload::missedShare)
                  .toFigure(
                      "overload of %s, offered and not sent".formatted(what), "ratio", null, how));
        });
    return figures;
  }
}
