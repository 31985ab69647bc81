package io.daegi.bench.edge.server;

/** A server that listens on loopback until it is closed. */
interface Served extends AutoCloseable {

  int port();

  @Override
  void close();
}
