package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.edge.load.Answers;
import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.edge.load.Requests;
import io.daegi.bench.edge.server.ServerKind;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Numbers;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What a poll costs while a million wait, above what Vert.x asks for the same bytes. */
final class PollFigures implements FigureGroup {

  static final int CONNECTIONS = 64;
  static final int PEOPLE = 20_000;

  private static final String EDGE = "edge";
  private static final String ROUTER = "Vert.x Router";
  private static final String BARE = "bare Vert.x";

  private record HalfLoad(double p99Ms) {

    @Override
    public String toString() {
      return "p99 %s ms".formatted(Numbers.rounded(p99Ms));
    }
  }

  @Override
  public String name() {
    return "poll";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int waiting = effort.choose(1_000_000, 50_000);
    int people = Math.min(PEOPLE, waiting / 2);
    try (var house = new EdgeHouse();
        ServerProcess edge = house.edge(waiting)) {
      String answer = "answer=" + house.keep("poll", EdgeHouse.ask(edge, house.poll(waiting)));
      try (ServerProcess router = house.start(ServerKind.ROUTER, List.of(answer));
          ServerProcess bare = house.start(ServerKind.BARE, List.of(answer));
          var ours = new Side(edge, load(house, edge, waiting, people));
          var routers = new Side(router, load(house, router, people));
          var bares = new Side(bare, load(house, bare, people))) {
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put(EDGE, ours);
        sides.put(ROUTER, routers);
        sides.put(BARE, bares);
        Slices slices = Slices.of(effort, progress, sides);
        List<Figure> figures = new ArrayList<>(figures(slices, waiting));
        figures.addAll(half(effort, progress, sides, slices.rate(EDGE).median() / 2));
        return figures;
      }
    }
  }

  private static HttpLoad load(EdgeHouse house, ServerProcess server, int people)
      throws IOException {
    var requests = new Requests(house.polls(2 * people, people));
    return new HttpLoad(server.port(), CONNECTIONS, requests, EdgeHouse.NO_CHECK);
  }

  /** Polls whose answers are checked: the right person, and a place that can be. */
  static HttpLoad load(EdgeHouse house, ServerProcess server, int waiting, int people)
      throws IOException {
    return new HttpLoad(
        server.port(),
        CONNECTIONS,
        new Requests(house.polls(waiting, people)),
        PollCheck.waiting(waiting, people));
  }

  /** Bare Vert.x beside it at the same rate shows what of it is the machine's own. */
  private static List<Figure> half(
      Effort effort, Progress progress, Map<String, Side> sides, double perSecond)
      throws Exception {
    long windowNs = effort.choose(1_500, 200) * 1_000_000L;
    Map<String, Callable<HalfLoad>> ways = new LinkedHashMap<>();
    for (String label : List.of(EDGE, BARE)) {
      ways.put(label, () -> half(sides.get(label), perSecond, windowNs));
    }
    long warmUpNs = effort.choose(8_000, 200) * 1_000_000L;
    for (String label : ways.keySet()) {
      sides.get(label).load().openLoop(perSecond, warmUpNs).requireUseful();
    }
    Map<String, List<HalfLoad>> loads = new Turns(effort, progress).run(ways);
    String how =
        "%,.0f polls/s, half of the edge's peak, in an open loop, from the intended start"
            .formatted(perSecond);
    Samples edge = Samples.of(loads.get(EDGE), HalfLoad::p99Ms);
    Samples bare = Samples.of(loads.get(BARE), HalfLoad::p99Ms);
    return List.of(
        edge.toFigure("poll at half the peak, p99", "ms", Goal.atMost(10), how),
        bare.toFigure("the same on bare Vert.x, p99", "ms", null, how),
        edge.dividedBy(bare)
            .toFigure("p99 at half the peak, edge against bare Vert.x", "ratio", null, how));
  }

  private static HalfLoad half(Side side, double perSecond, long windowNs) throws IOException {
    Answers answers = side.load().openLoop(perSecond, windowNs).requireUseful();
    return new HalfLoad(answers.latencyNs().getValueAtPercentile(99) / 1e6);
  }

  private static List<Figure> figures(Slices slices, int waiting) {
    Samples edgeUs = slices.cpuUs(EDGE);
    Samples routerUs = slices.cpuUs(ROUTER);
    Samples edgeRate = slices.rate(EDGE);
    Samples bareRate = slices.rate(BARE);
    String how =
        "%,d wait; %d connections, one request at a time each, one event loop, loopback; the same"
                .formatted(waiting, CONNECTIONS)
            + " bytes from all";
    String cpu =
        how + "; processor time of the whole server process, engine and collector included";
    return List.of(
        edgeUs
            .dividedBy(routerUs)
            .toFigure(
                "processor time of a poll, edge against Vert.x Router",
                "ratio",
                Goal.atMost(1.2),
                cpu + "; the Router has this one route"),
        edgeRate
            .dividedBy(bareRate)
            .toFigure("polls, edge against bare Vert.x", "ratio", Goal.atLeast(0.85), how),
        edgeUs.toFigure("processor time of a poll, edge", "us/poll", null, cpu),
        routerUs.toFigure("processor time of a poll, Vert.x Router", "us/poll", null, cpu),
        slices.cpuUs(BARE).toFigure("processor time of a poll, bare Vert.x", "us/poll", null, cpu),
        edgeRate.toFigure("polls, edge", "polls/s", null, how),
        slices.rate(ROUTER).toFigure("polls, Vert.x Router", "polls/s", null, how),
        bareRate.toFigure("polls, bare Vert.x", "polls/s", null, how));
  }
}
