package io.daegi.booking.api;

import io.daegi.engine.model.VisitorId;
import java.time.Instant;

/**
 * A reservation as operators may see it, who look for what became of a visitor.
 *
 * @param visitor the pseudonym of who made it
 * @param tokenId the token under which it was made
 * @param number that token's number
 * @param generation the generation of that token's queue
 * @param endReason why it ended without success; null otherwise
 * @param payment the last attempt to pay that came to an end; null before any
 */
public record Purchase(
    Reservation reservation,
    VisitorId visitor,
    String tokenId,
    long number,
    int generation,
    String endReason,
    Attempt payment) {

  /**
   * An attempt to pay.
   *
   * @param refusal why it failed; null when it succeeded
   * @param at by the database's clock
   */
  public record Attempt(PaymentState state, String refusal, Instant at) {}
}
