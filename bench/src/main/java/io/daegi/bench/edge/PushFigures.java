package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.edge.load.SocketCrowd;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Numbers;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** What a pushed position costs, beside a text that is the same for all. */
final class PushFigures implements FigureGroup {

  private static final int EVERY_MS = 1_000;
  private static final String BOTH = "edge and bare Vert.x";

  /** Both at the same time: what disturbs one disturbs the other. */
  private record Pair(double edgeUs, double bareUs, long edgeTexts, long bareTexts) {

    @Override
    public String toString() {
      return "%s and %s us a text, %,d and %,d texts"
          .formatted(Numbers.rounded(edgeUs), Numbers.rounded(bareUs), edgeTexts, bareTexts);
    }
  }

  /** A server and those who listen to it. */
  private record Pushed(ServerProcess server, SocketCrowd crowd) {

    Spent spent() {
      return new Spent(server.cpuNs(), crowd.texts());
    }
  }

  private record Spent(long cpuNs, long texts) {

    Spent since(Spent before) {
      return new Spent(cpuNs - before.cpuNs, texts - before.texts);
    }

    double usEach() {
      return cpuNs / 1e3 / texts;
    }
  }

  @Override
  public String name() {
    return "push";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int sockets = effort.choose(7_500, 200);
    long windowMs = effort.choose(4_000, 2_000);
    try (var house = new SocketHouse(effort.choose(100_000, 50_000));
        ServerProcess edge = house.edge();
        ServerProcess bare = house.bare(edge, EVERY_MS);
        SocketCrowd edgeCrowd = house.people(edge, sockets, false);
        SocketCrowd bareCrowd = house.people(bare, sockets, false)) {
      edgeCrowd.awaitTextsEach(effort.choose(30, 1));
      var ours = new Pushed(edge, edgeCrowd);
      var theirs = new Pushed(bare, bareCrowd);
      Map<String, Callable<Pair>> ways = Map.of(BOTH, () -> window(ours, theirs, windowMs));
      return figures(new Turns(effort, progress).run(ways).get(BOTH), sockets);
    }
  }

  private static Pair window(Pushed ours, Pushed theirs, long windowMs)
      throws InterruptedException {
    Spent ourStart = ours.spent();
    Spent theirStart = theirs.spent();
    TimeUnit.MILLISECONDS.sleep(windowMs);
    Spent our = ours.spent().since(ourStart);
    Spent their = theirs.spent().since(theirStart);
    if (our.texts == 0 || their.texts == 0) {
      throw new IllegalStateException("nothing was pushed");
    }
    return new Pair(our.usEach(), their.usEach(), our.texts, their.texts);
  }

  private static List<Figure> figures(List<Pair> pairs, int sockets) {
    Samples edge = Samples.of(pairs, Pair::edgeUs);
    Samples bare = Samples.of(pairs, Pair::bareUs);
    String how =
        "%,d sockets a server, 10 ticks a second, each moves everybody; a text a second and socket;"
                .formatted(sockets)
            + " processor time of the whole process, engine, looks without news and collector"
            + " included; both at the same time";
    return List.of(
        edge.dividedBy(bare)
            .toFigure(
                "processor time of a pushed position, edge against bare Vert.x",
                "ratio",
                Goal.atMost(1.3),
                how),
        edge.toFigure("processor time of a pushed position, edge", "us/text", null, how),
        bare.toFigure("processor time of a text to all, bare Vert.x", "us/text", null, how));
  }
}
