package io.daegi.engine.shard;

import io.daegi.engine.command.OutcomeKind;
import io.daegi.engine.model.VisitorId;

/**
 * What happened in the booking side, as far as the processing queue cares.
 *
 * @param holdMs how long the hold lasts; 0 for other kinds
 * @param offset where it stands in the shard's partition of the booking topic
 * @param trace null when nobody traces it
 */
public record BookingOutcome(
    OutcomeKind kind,
    String queueId,
    long number,
    VisitorId visitor,
    long holdMs,
    long offset,
    Trace trace) {

  /**
   * The trace of whoever told it.
   *
   * @param parent W3C {@code traceparent}, as it was found
   * @param topic where it was found
   */
  public record Trace(String parent, String topic) {}

  /** An outcome that nobody traces. */
  public BookingOutcome(
      OutcomeKind kind, String queueId, long number, VisitorId visitor, long holdMs, long offset) {
    this(kind, queueId, number, visitor, holdMs, offset, null);
  }
}
