package io.daegi.http.token;

import io.daegi.engine.model.VisitorId;

/**
 * What a visitor holds.
 *
 * @param generation which life of the queue's name
 * @param entry order of arrival; the number, until a draw or lanes say otherwise
 * @param lane 0: the general one
 */
public record QueueToken(String queueId, int generation, long entry, int lane, VisitorId visitor) {

  /** The place in line. */
  public long number() {
    return entry;
  }

  /** The lane's public name. */
  public String laneName() {
    return laneName(lane);
  }

  /** The public name of a lane; there is only the general one yet. */
  public static String laneName(int lane) {
    return "general";
  }
}
