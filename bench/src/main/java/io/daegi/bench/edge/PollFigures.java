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

  /**
   * One server, for a while.
   *
   * @param p99Ms of a load at half of what went; of the edge alone
   */
  private record Turn(Window window, double p99Ms) {

    @Override
    public String toString() {
      return window
          + (p99Ms > 0 ? ", p99 at half of it %s ms".formatted(Numbers.rounded(p99Ms)) : "");
    }
  }

  @Override
  public String name() {
    return "poll";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int waiting = effort.choose(1_000_000, 5_000);
    int people = Math.min(PEOPLE, waiting / 2);
    long windowNs = effort.choose(1_500, 200) * 1_000_000L;
    try (var house = new EdgeHouse();
        ServerProcess edge = house.edge(waiting)) {
      String answer = "answer=" + house.keep("poll", EdgeHouse.ask(edge, house.poll(waiting)));
      try (ServerProcess router = house.start(ServerKind.ROUTER, List.of(answer));
          ServerProcess bare = house.start(ServerKind.BARE, List.of(answer));
          HttpLoad edgeLoad = load(house, edge, waiting, people);
          HttpLoad routerLoad = load(house, router, people);
          HttpLoad bareLoad = load(house, bare, people)) {
        WarmUp.of(effort, progress, edgeLoad, routerLoad, bareLoad);
        Map<String, Callable<Turn>> ways = new LinkedHashMap<>();
        ways.put(EDGE, () -> edgeTurn(edge, edgeLoad, windowNs));
        ways.put(ROUTER, () -> new Turn(Window.of(router, routerLoad, windowNs), 0));
        ways.put(BARE, () -> new Turn(Window.of(bare, bareLoad, windowNs), 0));
        return figures(new Turns(effort, progress).run(ways), waiting);
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
        (request, answer) ->
            PollCheck.requireWaiting(answer, EdgeHouse.numberOf(request, waiting, people)));
  }

  private static Turn edgeTurn(ServerProcess edge, HttpLoad load, long windowNs)
      throws IOException {
    Window window = Window.of(edge, load, windowNs);
    Answers half = load.openLoop(window.perSecond() / 2, windowNs).requireAllUseful();
    return new Turn(window, half.latencyNs().getValueAtPercentile(99) / 1e6);
  }

  private static List<Figure> figures(Map<String, List<Turn>> turns, int waiting) {
    Samples edgeUs = Samples.of(turns.get(EDGE), turn -> turn.window.cpuUsEach());
    Samples routerUs = Samples.of(turns.get(ROUTER), turn -> turn.window.cpuUsEach());
    Samples bareUs = Samples.of(turns.get(BARE), turn -> turn.window.cpuUsEach());
    Samples edgeRate = Samples.of(turns.get(EDGE), turn -> turn.window.perSecond());
    Samples routerRate = Samples.of(turns.get(ROUTER), turn -> turn.window.perSecond());
    Samples bareRate = Samples.of(turns.get(BARE), turn -> turn.window.perSecond());
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
        Samples.of(turns.get(EDGE), Turn::p99Ms)
            .toFigure(
                "poll at half the peak, p99",
                "ms",
                Goal.atMost(10),
                how + "; open loop, from the intended start"),
        edgeUs.toFigure("processor time of a poll, edge", "us/poll", null, cpu),
        routerUs.toFigure("processor time of a poll, Vert.x Router", "us/poll", null, cpu),
        bareUs.toFigure("processor time of a poll, bare Vert.x", "us/poll", null, cpu),
        edgeRate.toFigure("polls, edge", "polls/s", null, how),
        routerRate.toFigure("polls, Vert.x Router", "polls/s", null, how),
        bareRate.toFigure("polls, bare Vert.x", "polls/s", null, how));
  }
}
