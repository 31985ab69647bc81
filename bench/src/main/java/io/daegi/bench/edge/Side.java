package io.daegi.bench.edge;

import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.peers.RedisRoom;
import java.io.IOException;

/**
 * A server, and those who ask it.
 *
 * @param behind the Redis that works for it; null if none does
 */
record Side(ServerProcess server, HttpLoad load, RedisRoom behind) implements AutoCloseable {

  /** One that does all of the work itself. */
  Side(ServerProcess server, HttpLoad load) {
    this(server, load, null);
  }

  /** What the processes behind the answers have spent so far. */
  long cpuNs() throws IOException {
    return server.cpuNs() + (behind == null ? 0 : behind.cpuNs());
  }

  @Override
  public void close() throws IOException {
    load.close();
  }
}
