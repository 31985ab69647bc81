package io.daegi.booking.outbox;

import io.daegi.booking.api.Caller;
import io.daegi.engine.model.VisitorId;

/**
 * The token on whose behalf something happened, and where its queue lives.
 *
 * @param partition of {@code booking}: the queue's own
 */
public record EventOwner(
    VisitorId visitor, String queueId, String tokenId, long number, int generation, int partition) {

  public static EventOwner of(Caller caller) {
    return new EventOwner(
        caller.visitor(),
        caller.queueId(),
        caller.tokenId(),
        caller.number(),
        caller.generation(),
        caller.partition());
  }
}
