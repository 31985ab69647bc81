package io.daegi.bench.edge;

import io.daegi.bench.edge.load.SocketCrowd;
import io.daegi.bench.edge.server.ServerKind;
import java.io.IOException;
import java.util.List;

/** WebSockets to the edge and to bare Vert.x, which says what the edge has said once. */
final class SocketHouse implements AutoCloseable {

  private final EdgeHouse house = new EdgeHouse();
  private final int waiting;

  /**
   * @param waiting how many stand in line, of whom some listen
   */
  SocketHouse(int waiting) throws IOException {
    this.waiting = waiting;
  }

  /** Ten ticks a second, each of which calls people and so moves everybody. */
  ServerProcess edge() throws IOException {
    return house.edge(waiting);
  }

  /**
   * @param edge whose answer to a poll, the same text as a frame, is said
   * @param everyMs how often, to everybody
   */
  ServerProcess bare(ServerProcess edge, int everyMs) throws IOException {
    String answer = "answer=" + house.keep("poll", EdgeHouse.ask(edge, house.poll(waiting)));
    return house.start(ServerKind.SOCKETS, List.of(answer, "everyMs=" + everyMs));
  }

  /** People from all over the line but its head. */
  SocketCrowd people(ServerProcess server, int count, boolean looksAtAges) throws IOException {
    return new SocketCrowd(
        server.port(),
        count,
        index ->
            SocketCrowd.handshake(
                Sale.SOCKET_PATH, house.bearer(EdgeHouse.numberOf(index, waiting, count))),
        looksAtAges);
  }

  @Override
  public void close() throws IOException {
    house.close();
  }
}
