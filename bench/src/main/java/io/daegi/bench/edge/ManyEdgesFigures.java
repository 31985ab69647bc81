package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.edge.load.AnswerCheck;
import io.daegi.bench.edge.load.Answers;
import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.edge.load.Requests;
import io.daegi.bench.edge.server.ServerKind;
import io.daegi.bench.peers.BenchServices;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import io.daegi.embedded.ServiceKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What a poll costs at one of four edges, each a process that follows the log of an engine
 * elsewhere, beside the same at one alone; and what their following costs the engine. Four servers
 * of bare Vert.x beside one show what of it is the machine's, on which all of them and their loads
 * share the cores.
 */
final class ManyEdgesFigures implements FigureGroup {

  private static final int EDGES = 4;
  private static final String ONE = "one edge";
  private static final String ALL = "four edges at once";
  private static final String IN_TURN = "four edges in turn";
  private static final String ONE_BARE = "one bare Vert.x";
  private static final String ALL_BARE = "four bare Vert.x at once";

  @Override
  public String name() {
    return "edges";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int waiting = effort.choose(1_000_000, 5_000);
    try (var services = new BenchServices(ServiceKind.KAFKA);
        var house = new EdgeHouse()) {
      List<String> log =
          List.of("kafka=" + services.bootstrapServers(), "topics=" + services.newTopicPrefix());
      try (ServerProcess leader = house.edge(waiting, log.toArray(String[]::new))) {
        progress.say("%,d wait in the log".formatted(waiting));
        return new Run(effort, progress, house, leader, waiting, log).figures();
      }
    }
  }

  private static final class Run {
    private final Effort effort;
    private final Progress progress;
    private final Turns turns;
    private final EdgeHouse house;
    private final ServerProcess leader;
    private final int waiting;
    private final List<String> log;
    private final double joinsPerSecond;
    private final long windowNs;

    Run(
        Effort effort,
        Progress progress,
        EdgeHouse house,
        ServerProcess leader,
        int waiting,
        List<String> log) {
      this.effort = effort;
      this.progress = progress;
      this.turns = new Turns(effort, progress);
      this.house = house;
      this.leader = leader;
      this.waiting = waiting;
      this.log = log;
      this.windowNs = effort.choose(4_000, 200) * 1_000_000L;
      this.joinsPerSecond = effort.choose(2_000, 100);
    }

    List<Figure> figures() throws Exception {
      try (HttpLoad joining = JoinFigures.load(leader, PollFigures.CONNECTIONS);
          var edges = new Servers();
          var bares = new Servers()) {
        WarmUp.of(effort, progress, Map.of("the engine", new Side(leader, joining)));
        List<Spent> alone = joins("joins, none follows", joining);
        start("edge", edges, this::follower);
        List<Spent> followed = joins("joins, four follow", joining);
        start("bare Vert.x", bares, this::bare);
        warmUp("edges", edges);
        warmUp("bare Vert.x", bares);
        List<Figure> figures = new ArrayList<>(pollFigures(polls(edges, bares)));
        figures.addAll(joinFigures(alone, followed, joinsPerSecond));
        return figures;
      }
    }

    private void start(String name, Servers servers, Servers.Start start) throws IOException {
      for (int i = 1; i <= EDGES; i++) {
        WarmUp.of(effort, progress, Map.of("%s %d".formatted(name, i), servers.add(start)));
      }
    }

    /** Each is asked less than one alone, and its compilers see what will come so much later. */
    private void warmUp(String name, Servers servers) throws Exception {
      Spent spent = servers.atOnce(effort.choose(60_000, 200) * 1_000_000L);
      progress.say("%s warmed up together, %s".formatted(name, spent));
    }

    private Side follower() throws IOException {
      ServerProcess server = house.start(ServerKind.FOLLOWER, log);
      int people = Math.min(PollFigures.PEOPLE, waiting / 2);
      return new Side(server, PollFigures.load(house, server, waiting, people));
    }

    /** Answers what the edge says to one of them, and is checked as it is. */
    private Side bare() throws IOException {
      String poll = house.poll(waiting);
      String answer = "answer=" + house.keep("poll", EdgeHouse.ask(leader, poll));
      ServerProcess server = house.start(ServerKind.BARE, List.of(answer));
      AnswerCheck check = (request, text) -> PollCheck.requireWaiting(text, waiting);
      return new Side(
          server,
          new HttpLoad(server.port(), PollFigures.CONNECTIONS, new Requests(List.of(poll)), check));
    }

    private List<Spent> joins(String label, HttpLoad joining) throws Exception {
      return turns.<Spent>run(Map.of(label, () -> join(joining))).get(label);
    }

    private Spent join(HttpLoad joining) throws IOException {
      long beforeNs = leader.cpuNs();
      Answers answers = joining.openLoop(joinsPerSecond, windowNs).requireUseful();
      return new Spent(leader.cpuNs() - beforeNs, answers.useful());
    }

    private Map<String, List<Spent>> polls(Servers edges, Servers bares) throws Exception {
      Map<String, Callable<Spent>> ways = new LinkedHashMap<>();
      ways.put(ONE, () -> edges.first(windowNs));
      ways.put(ALL, () -> edges.atOnce(windowNs));
      ways.put(IN_TURN, () -> edges.inTurn(windowNs));
      ways.put(ONE_BARE, () -> bares.first(windowNs));
      ways.put(ALL_BARE, () -> bares.atOnce(windowNs));
      return turns.run(ways);
    }
  }

  private static List<Figure> pollFigures(Map<String, List<Spent>> labelToPolls) {
    Samples one = Samples.of(labelToPolls.get(ONE), Spent::usEach);
    Samples all = Samples.of(labelToPolls.get(ALL), Spent::usEach);
    Samples inTurn = Samples.of(labelToPolls.get(IN_TURN), Spent::usEach);
    Samples bare =
        Samples.of(labelToPolls.get(ALL_BARE), Spent::usEach)
            .dividedBy(Samples.of(labelToPolls.get(ONE_BARE), Spent::usEach));
    String name = "processor time of a poll, ";
    String how =
        "as many polls as go, %d connections each; each a process with one event loop and a board"
                .formatted(PollFigures.CONNECTIONS)
            + " of its own, following in it included; two cores for all, their loads and the"
            + " broker; signs of life have nowhere to go";
    return List.of(
        all.dividedBy(one)
            .toFigure(name + "four edges at once against one", "ratio", Goal.atMost(1.15), how),
        inTurn.dividedBy(one).toFigure(name + "four edges in turn against one", "ratio", null, how),
        bare.toFigure(name + "four bare Vert.x at once against one", "ratio", null, how),
        all.dividedBy(one)
            .dividedBy(bare)
            .toFigure(name + "what four edges add to four bare Vert.x", "ratio", null, how),
        all.toFigure(name + "four edges at once", "us/poll", null, how),
        one.toFigure(name + "one edge", "us/poll", null, how));
  }

  private static List<Figure> joinFigures(
      List<Spent> alone, List<Spent> followed, double joinsPerSecond) {
    Samples joinAlone = Samples.of(alone, Spent::usEach);
    Samples joinFollowed = Samples.of(followed, Spent::usEach);
    String name = "processor time of a join at the engine, ";
    String how =
        "%,.0f joins/s, open loop; of the process that leads, without the broker's; before any edge"
                .formatted(joinsPerSecond)
            + " followed, and then with four";
    return List.of(
        joinFollowed
            .dividedBy(joinAlone)
            .toFigure(name + "four edges follow against none", "ratio", null, how),
        joinFollowed.toFigure(name + "four edges follow", "us/join", null, how),
        joinAlone.toFigure(name + "none follows", "us/join", null, how));
  }
}
