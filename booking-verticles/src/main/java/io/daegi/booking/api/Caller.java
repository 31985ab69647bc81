package io.daegi.booking.api;

import io.daegi.engine.model.VisitorId;

/**
 * Who calls: the verified contents of a queue token and what the edge knows about its admission.
 *
 * @param number the token's number in its queue
 * @param generation the queue's generation
 * @param partition where the queue lives: its outcomes are published there
 */
public record Caller(
    VisitorId visitor,
    String queueId,
    String tokenId,
    long number,
    int generation,
    int partition,
    AdmissionVerdict verdict) {}
