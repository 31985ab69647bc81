package io.daegi.engine.command;

/** What of the booking side matters to the processing queue. */
public enum OutcomeKind {
  /** A hold was taken: the session lasts at least as long as the hold. */
  HELD,
  /** Paid: the session reached its aim. */
  PAID,
  /** Anything else: nothing changes but the offset. */
  OTHER
}
