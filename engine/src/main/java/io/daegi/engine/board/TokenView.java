package io.daegi.engine.board;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.TokenState;

/**
 * One consistent look at a token.
 *
 * @param reason why it ended; null while it lives
 * @param position how many wait ahead, plus one; 0 when it does not wait
 * @param etaMs estimated wait in milliseconds; -1 when there is no estimate
 * @param remainingMs milliseconds until a READY or ACTIVE token runs out, by the board's age; -1
 *     otherwise, and never below 0
 * @param clockHeld whether that remaining time stands still
 * @param version the batch of the log that this view includes
 */
public record TokenView(
    TokenState state,
    EndReason reason,
    long position,
    long etaMs,
    long remainingMs,
    boolean clockHeld,
    long version) {}
