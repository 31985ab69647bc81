package io.daegi.http.guard;

/**
 * How many connections a process keeps, and how long each may take to say what it wants.
 *
 * @param maxConnections most open connections of this process; more are closed as they come
 * @param headMs from a connection's beginning to the end of its first request's head
 * @param bodyMs from the end of a request's head to the end of its body
 * @param keepMs from an answer to the end of the next request's head
 */
public record ConnectionLimits(int maxConnections, long headMs, long bodyMs, long keepMs) {

  /** Room for every stream of a process and a third as many who poll, order and pay. */
  public static final ConnectionLimits DEFAULTS =
      new ConnectionLimits(20_000, 15_000, 20_000, 75_000);

  /**
   * @throws IllegalArgumentException when one of them is not positive
   */
  public ConnectionLimits {
    if (maxConnections <= 0 || headMs <= 0 || bodyMs <= 0 || keepMs <= 0) {
      throw new IllegalArgumentException("limits of connections are positive");
    }
  }

  /** The same times for another number of connections. */
  public ConnectionLimits withMaxConnections(int newMaxConnections) {
    return new ConnectionLimits(newMaxConnections, headMs, bodyMs, keepMs);
  }
}
