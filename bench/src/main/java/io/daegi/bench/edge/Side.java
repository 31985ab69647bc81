package io.daegi.bench.edge;

import io.daegi.bench.edge.load.HttpLoad;
import java.io.IOException;

/** A server, and those who ask it. */
public record Side(ServerProcess server, HttpLoad load) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    load.close();
  }
}
