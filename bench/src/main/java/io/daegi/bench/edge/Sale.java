package io.daegi.bench.edge;

import io.daegi.bench.peers.Visitors;
import io.daegi.http.token.QueueToken;

/** The one queue of all runs: visitor 1 has number 1, and so on. */
public final class Sale {

  public static final String QUEUE = "sale";
  public static final String JOIN_PATH = "/v1/queues/" + QUEUE + "/tokens";
  public static final String POLL_PATH = JOIN_PATH + "/me";
  public static final String SOCKET_PATH = POLL_PATH + "/socket";

  /** The sorted set that holds the queue where Redis does. */
  public static final String REDIS_KEY = "waiting";

  private static final int GENERATION = 1;

  private Sale() {}

  /** What the visitor of this number holds. */
  public static QueueToken token(long number) {
    return new QueueToken(QUEUE, GENERATION, number, 0, Visitors.id(number));
  }
}
