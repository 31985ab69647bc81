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
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What somebody who only listens takes of a process. */
final class MemoryFigures implements FigureGroup {

  private static final int MOST_ROUNDS = 3;
  private static final int FIRST = 200;
  private static final int IDLE_MS = 600_000;
  private static final String EDGE = "edge";
  private static final String BARE = "bare Vert.x";

  /**
   * @param classes those that take most of the whole heap, a line each
   */
  private record Each(double heapBytes, double directBytes, List<String> classes) {

    double bytes() {
      return heapBytes + directBytes;
    }

    @Override
    public String toString() {
      return "%s bytes a socket on the heap, %s direct"
          .formatted(Numbers.rounded(heapBytes), Numbers.rounded(directBytes));
    }
  }

  /** Starts one of the servers. */
  private interface Door {
    ServerProcess open() throws IOException;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int sockets = effort.choose(15_000, 300);
    var turns = new Turns(effort.withAtMost(MOST_ROUNDS), progress);
    try (var house = new SocketHouse(effort.choose(100_000, 50_000));
        ServerProcess model = house.edge()) {
      Map<String, Callable<Each>> ways = new LinkedHashMap<>();
      ways.put(EDGE, () -> each(house, house::edge, sockets));
      ways.put(BARE, () -> each(house, () -> house.bare(model, IDLE_MS), sockets));
      Map<String, List<Each>> found = turns.run(ways);
      found.forEach(
          (label, each) ->
              each.getLast().classes().forEach(line -> progress.say(label + ": " + line)));
      return figures(found, sockets);
    }
  }

  private static Each each(SocketHouse house, Door door, int sockets) throws IOException {
    int first = Math.min(FIRST, sockets / 2);
    try (ServerProcess server = door.open();
        SocketCrowd few = house.people(server, first, false)) {
      ServerProcess.Held before = server.held();
      try (SocketCrowd many = house.people(server, sockets - first, false)) {
        ServerProcess.Held after = server.held();
        List<String> classes = server.histogram();
        requireAlive(few);
        requireAlive(many);
        double more = sockets - first;
        return new Each(
            (after.heapBytes() - before.heapBytes()) / more,
            (after.directBytes() - before.directBytes()) / more,
            classes);
      }
    }
  }

  private static void requireAlive(SocketCrowd crowd) {
    if (crowd.texts() == 0) {
      throw new IllegalStateException("nobody was told anything");
    }
  }

  private static List<Figure> figures(Map<String, List<Each>> found, int sockets) {
    Samples edge = Samples.of(found.get(EDGE), Each::bytes);
    Samples bare = Samples.of(found.get(BARE), Each::bytes);
    String how =
        "%,d sockets that were told a status and stay open; heap and direct buffers after a"
                .formatted(sockets)
            + " collection, above those of the first few";
    return List.of(
        edge.dividedBy(bare)
            .toFigure(
                "memory of a socket, edge against bare Vert.x", "ratio", Goal.atMost(1.15), how),
        edge.toFigure("memory of a socket, edge", "bytes", null, how),
        bare.toFigure("memory of a socket, bare Vert.x", "bytes", null, how),
        Samples.of(found.get(EDGE), Each::directBytes)
            .toFigure("of it direct, edge", "bytes", null, how),
        Samples.of(found.get(BARE), Each::directBytes)
            .toFigure("of it direct, bare Vert.x", "bytes", null, how));
  }
}
