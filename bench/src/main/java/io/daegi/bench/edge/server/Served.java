package io.daegi.bench.edge.server;

/** A server that listens on loopback until it is closed. */
interface Served extends AutoCloseable {

  int port();

  /** Does what a line asks for and answers in one, for servers that can be asked. */
  default String ask(String line) throws Exception {
    throw new IllegalArgumentException("nobody knows how to " + line);
  }

  @Override
  void close();
}
