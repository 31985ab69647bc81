package io.daegi.embedded;

/**
 * One real service on the loopback interface that this process can take away and bring back.
 *
 * <p>A free port is chosen at the first start and kept afterwards, so that clients find the service
 * again after {@link #stop()} and {@link #start()}. Safe for use by several threads.
 */
public sealed interface EmbeddedService permits EmbeddedBroker, EmbeddedDatabase, EmbeddedCache {

  ServiceKind kind();

  /**
   * {@code 127.0.0.1:port}, where it listens or will listen again; known from the first start on.
   */
  String address();

  /**
   * Starts it, and returns when it answers; does nothing if it runs.
   *
   * @throws ServiceFailure if it cannot be made to answer
   */
  void start();

  /**
   * Stops it in order, and returns when its processes are gone; does nothing if it does not run.
   * What was acknowledged stays in its folder.
   */
  void stop();
}
