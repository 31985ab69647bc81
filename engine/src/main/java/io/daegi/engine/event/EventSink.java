package io.daegi.engine.event;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;

/**
 * Everything that can happen to a shard, one method per fact. The machine's evolution, the encoder,
 * the board and the auditor implement it, the decoder drives it; a new fact does not compile until
 * each of them knows it.
 *
 * <p>{@code queue} is the queue's index within its shard, given by {@link #queueCreated} in
 * ascending order from 0. Numbers start at 1. Deadlines and steps are milliseconds on a queue's own
 * clocks, {@code wallMs} is wall-clock time as data, milliseconds since 1970 UTC.
 */
public interface EventSink {

  /** A new incarnation of the shard's owner leads; the first event of its first batch. */
  void led(long epoch, String node, String address, long wallMs);

  /** Time has moved by {@code stepMs}: the only way it does. A step of 0 is a sign of life. */
  void ticked(long stepMs, long wallMs);

  /**
   * A queue exists from now on: SCHEDULED when its settings name a time of opening, else OPEN.
   *
   * @param generation which queue of this name it is, from 1; it is said here once, since an index
   *     belongs to one generation for ever, and every later event names the index
   * @param partition where it lives for ever, whatever the number of partitions becomes
   */
  void queueCreated(
      int queue, String queueId, int generation, int partition, QueueSettings settings);

  void settingsChanged(int queue, QueueSettings settings);

  void queueStateChanged(int queue, QueueState state, String reason);

  void messageChanged(int queue, String message);

  /** The queue stands in front of our own shop, and calls people only while the shop lives. */
  void shopAttached(int queue);

  /** Calling people is held for a reason, or resumes with {@link HoldReason#NONE}. */
  void admissionHeld(int queue, HoldReason reason);

  /**
   * A visitor took the next number.
   *
   * @param entry order of arrival in the queue, from 1, never given twice; it equals the number
   *     until a draw or lanes say otherwise
   * @param lane which of the queue's lanes the number stands in; 0 is the one that every queue has
   */
  void joined(int queue, long number, long entry, int lane, long visitorHigh, long visitorLow);

  /** Every WAITING token from {@code fromNumber} to {@code toNumber} is READY. */
  void called(int queue, long fromNumber, long toNumber);

  /** A READY token is ACTIVE. */
  void entered(int queue, long number);

  /** An ACTIVE session ends at {@code deadlineMs} of the queue's active clock, no sooner. */
  void sessionExtended(int queue, long number, long deadlineMs);

  /** A session reached its aim: its slot is free. */
  void completed(int queue, long number);

  void left(int queue, long number);

  /** A WAITING token gave no sign of life for {@code waitingTtlMs}. */
  void abandoned(int queue, long number);

  /** An ABANDONED token is WAITING again, with its old number. */
  void returned(int queue, long number);

  /** A READY or ACTIVE token ran out of time. */
  void expired(int queue, long number);

  /** Every WAITING or ABANDONED token from {@code fromNumber} to {@code toNumber} ended. */
  void turnedAway(int queue, long fromNumber, long toNumber);

  /** Booking outcomes up to and including this offset of the shard's partition are applied. */
  void outcomeApplied(long offset);
}
