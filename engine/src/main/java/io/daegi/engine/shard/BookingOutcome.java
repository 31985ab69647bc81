package io.daegi.engine.shard;

import io.daegi.engine.command.OutcomeKind;
import io.daegi.engine.model.VisitorId;

/**
 * What happened in the booking side, as far as the processing queue cares.
 *
 * @param holdMs how long the hold lasts; 0 for other kinds
 * @param offset where it stands in the shard's partition of the booking topic
 */
public record BookingOutcome(
    OutcomeKind kind, String queueId, long number, VisitorId visitor, long holdMs, long offset) {}
