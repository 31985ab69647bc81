package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.edge.load.Answers;
import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.edge.load.Requests;
import io.daegi.bench.edge.server.ServerKind;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a poll costs at one of four edges, each a process that follows the log of an engine
 * elsewhere, beside the same at one alone; and what their following costs the engine.
 */
final class ManyEdgesFigures implements FigureGroup {

  private static final int EDGES = 4;
  private static final String ONE = "one edge";
  private static final String ALL = "four edges at once";
  private static final String IN_TURN = "four edges in turn";

  /** Of one process over a while, and what it answered. */
  private record Spent(long cpuNs, long answered) {

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

  private record Load(double perSecond, long windowNs) {}

  @Override
  public String name() {
    return "edges";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int waiting = effort.choose(1_000_000, 5_000);
    long windowNs = effort.choose(4_000, 200) * 1_000_000L;
    Load joins = new Load(effort.choose(2_000, 100), windowNs);
    try (var services = new BenchServices(ServiceKind.KAFKA);
        var house = new EdgeHouse()) {
      List<String> log =
          List.of("kafka=" + services.bootstrapServers(), "topics=" + services.newTopicPrefix());
      try (ServerProcess leader = house.edge(waiting, log.toArray(String[]::new));
          HttpLoad people = JoinFigures.load(leader, PollFigures.CONNECTIONS)) {
        progress.say("%,d wait in the log".formatted(waiting));
        var turns = new Turns(effort, progress);
        WarmUp.of(effort, progress, Map.of("the engine", new Side(leader, people)));
        List<Spent> alone = joins(turns, "joins, none follows", leader, people, joins);
        List<Side> edges = new ArrayList<>();
        try {
          for (int i = 0; i < EDGES; i++) {
            edges.add(follower(house, log, waiting));
            WarmUp.of(effort, progress, Map.of("edge %d".formatted(i + 1), edges.getLast()));
          }
          List<Spent> followed = joins(turns, "joins, four follow", leader, people, joins);
          return figures(polls(turns, edges, windowNs), alone, followed, joins);
        } finally {
          for (Side edge : edges) {
            edge.close();
            edge.server().close();
          }
        }
      }
    }
  }

  private static Side follower(EdgeHouse house, List<String> log, int waiting) throws IOException {
    ServerProcess server = house.start(ServerKind.FOLLOWER, log);
    int people = Math.min(PollFigures.PEOPLE, waiting / 2);
    var requests = new Requests(house.polls(waiting, people));
    return new Side(
        server,
        new HttpLoad(
            server.port(), PollFigures.CONNECTIONS, requests, PollCheck.waiting(waiting, people)));
  }

  private static List<Spent> joins(
      Turns turns, String label, ServerProcess leader, HttpLoad people, Load load)
      throws Exception {
    return turns.<Spent>run(Map.of(label, () -> spent(leader, people, load))).get(label);
  }

  private static Map<String, List<Spent>> polls(Turns turns, List<Side> edges, long windowNs)
      throws Exception {
    Map<String, Callable<Spent>> ways = new LinkedHashMap<>();
    ways.put(ONE, () -> atOnce(edges.subList(0, 1), windowNs));
    ways.put(ALL, () -> atOnce(edges, windowNs));
    ways.put(IN_TURN, () -> inTurn(edges, windowNs / EDGES));
    return turns.run(ways);
  }

  /** The others follow meanwhile, and nobody asks them. */
  private static Spent inTurn(List<Side> edges, long windowNs) throws IOException {
    Spent sum = new Spent(0, 0);
    for (Side edge : edges) {
      sum = sum.plus(spent(edge, windowNs));
    }
    return sum;
  }

  private static Spent atOnce(List<Side> edges, long windowNs)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(edges.size())) {
      List<Future<Spent>> all =
          edges.stream().map(edge -> threads.submit(() -> spent(edge, windowNs))).toList();
      Spent sum = new Spent(0, 0);
      for (Future<Spent> one : all) {
        sum = sum.plus(one.get());
      }
      return sum;
    }
  }

  /** As many polls as go. */
  private static Spent spent(Side edge, long windowNs) throws IOException {
    long beforeNs = edge.server().cpuNs();
    Answers answers = edge.load().flood(windowNs).requireUseful();
    return new Spent(edge.server().cpuNs() - beforeNs, answers.useful());
  }

  private static Spent spent(ServerProcess server, HttpLoad people, Load load) throws IOException {
    long beforeNs = server.cpuNs();
    Answers answers = people.openLoop(load.perSecond(), load.windowNs()).requireUseful();
    return new Spent(server.cpuNs() - beforeNs, answers.useful());
  }

  private static List<Figure> figures(
      Map<String, List<Spent>> labelToPolls, List<Spent> alone, List<Spent> followed, Load joins) {
    Samples one = Samples.of(labelToPolls.get(ONE), Spent::usEach);
    Samples all = Samples.of(labelToPolls.get(ALL), Spent::usEach);
    Samples inTurn = Samples.of(labelToPolls.get(IN_TURN), Spent::usEach);
    Samples joinAlone = Samples.of(alone, Spent::usEach);
    Samples joinFollowed = Samples.of(followed, Spent::usEach);
    String pollsHow =
        "as many polls as go, %d connections each; each a process with one event loop and a board of its own, following"
                .formatted(PollFigures.CONNECTIONS)
            + " in it included; two cores for all, their loads and the broker; signs of life have nowhere to go";
    String joinsHow =
        "%,.0f joins/s, open loop; of the process that leads, without the broker's; before any edge"
                .formatted(joins.perSecond())
            + " followed, and then with four";
    return List.of(
        all.dividedBy(one)
            .toFigure(
                "processor time of a poll, four edges at once against one",
                "ratio",
                Goal.atMost(1.15),
                pollsHow),
        inTurn
            .dividedBy(one)
            .toFigure(
                "processor time of a poll, four edges in turn against one",
                "ratio",
                null,
                pollsHow),
        all.toFigure("processor time of a poll, four edges at once", "us/poll", null, pollsHow),
        one.toFigure("processor time of a poll, one edge", "us/poll", null, pollsHow),
        joinFollowed
            .dividedBy(joinAlone)
            .toFigure(
                "processor time of a join at the engine, four edges follow against none",
                "ratio",
                null,
                joinsHow),
        joinFollowed.toFigure(
            "processor time of a join at the engine, four edges follow", "us/join", null, joinsHow),
        joinAlone.toFigure(
            "processor time of a join at the engine, none follows", "us/join", null, joinsHow));
  }
}
