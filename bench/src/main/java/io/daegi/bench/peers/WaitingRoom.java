package io.daegi.bench.peers;

import java.io.IOException;

/** Whatever visitors can wait in; one thread asks for all of it. */
public interface WaitingRoom extends AutoCloseable {

  /** So many join whom nobody has seen before; returns when all are answered. */
  void join(int visitors) throws Exception;

  /** So many of those who wait longest are called, batch after batch, and complete. */
  void pass(int visitors) throws Exception;

  /**
   * @throws IllegalStateException when not as many came in and went out as were sent
   */
  void verify() throws Exception;

  @Override
  void close() throws IOException;
}
