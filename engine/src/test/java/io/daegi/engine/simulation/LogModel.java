package io.daegi.engine.simulation;

import static io.daegi.engine.simulation.Violation.unless;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.OutcomeKind;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.shard.BookingOutcome;
import java.util.ArrayList;
import java.util.List;

/** A whole partition as its log tells it; throws {@link Violation} at the first broken rule. */
final class LogModel implements BatchSink, EventSink {

  /** The longest time that one batch may tell: what was kept back, and one tick. */
  private static final long LONGEST_BATCH_MS = 1_000 + 2_000;

  final List<ModelQueue> queues = new ArrayList<>();
  private final List<BookingOutcome> outcomes;
  private final boolean hearsAll;
  private FormatVersion format = FormatVersion.V1_0;
  private long epoch;
  private long outcomeOffset = -1;
  private long version = -1;
  private long toldMs;
  private long toldInBatchMs;
  private int eventsInBatch;

  /**
   * @param outcomes every booking outcome there is, by offset
   * @param hearsAll whether it is told, beside the log, of signs of life and of the shop's words
   */
  LogModel(List<BookingOutcome> outcomes, boolean hearsAll) {
    this.outcomes = outcomes;
    this.hearsAll = hearsAll;
  }

  long version() {
    return version;
  }

  long epoch() {
    return epoch;
  }

  long toldMs() {
    return toldMs;
  }

  long outcomeOffset() {
    return outcomeOffset;
  }

  @Override
  public EventSink begin(BatchHeader header) {
    version = header.batchNumber();
    unless(!format.isNewerThan(header.version()), "format %s follows %s", header.version(), format);
    format = header.version();
    toldInBatchMs = 0;
    eventsInBatch = 0;
    return this;
  }

  @Override
  public void end(BatchHeader header) {
    queues.forEach(ModelQueue::checkNobodyIsForgotten);
  }

  private ModelQueue queue(int index) {
    eventsInBatch++;
    return queues.get(index);
  }

  @Override
  public void led(long newEpoch, String node, String address, long wallMs) {
    unless(newEpoch == epoch + 1, "epoch %d follows %d", newEpoch, epoch);
    unless(eventsInBatch == 0, "a leader's first word is not the first of its batch");
    epoch = newEpoch;
    queues.forEach(ModelQueue::led);
    eventsInBatch++;
  }

  @Override
  public void ticked(long stepMs, long wallMs) {
    unless(stepMs >= 0, "time goes back");
    toldMs += stepMs;
    toldInBatchMs += stepMs;
    unless(toldInBatchMs <= LONGEST_BATCH_MS, "one batch tells %d ms", toldInBatchMs);
    if (stepMs > 0) {
      queues.forEach(queue -> queue.ticked(stepMs));
    }
    eventsInBatch++;
  }

  @Override
  public void queueCreated(
      int queue, String queueId, int generation, int partition, QueueSettings settings) {
    unless(queue == queues.size(), "queue %d follows %d", queue, queues.size());
    queues.add(new ModelQueue(queueId, settings, hearsAll));
    eventsInBatch++;
  }

  @Override
  public void settingsChanged(int queue, QueueSettings settings) {
    queue(queue).settingsChanged(settings);
  }

  @Override
  public void queueStateChanged(int queue, QueueState state, String reason) {
    queue(queue).stateChanged(state);
  }

  @Override
  public void messageChanged(int queue, String message) {
    eventsInBatch++;
  }

  @Override
  public void shopAttached(int queue) {
    unless(!queue(queue).hasShop, "a shop is attached twice");
    queues.get(queue).hasShop = true;
  }

  @Override
  public void admissionHeld(int queue, HoldReason reason) {
    queue(queue).heldFor(reason);
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    queue(queue).joined(number, entry, lane, visitorLow);
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    queue(queue).called(fromNumber, toNumber);
  }

  @Override
  public void entered(int queue, long number) {
    queue(queue).entered(number);
  }

  @Override
  public void sessionExtended(int queue, long number, long deadlineMs) {
    queue(queue).extended(number, deadlineMs);
  }

  @Override
  public void completed(int queue, long number) {
    queue(queue).ended(number, TokenState.COMPLETED);
  }

  @Override
  public void left(int queue, long number) {
    queue(queue).ended(number, TokenState.LEFT);
  }

  @Override
  public void abandoned(int queue, long number) {
    queue(queue).abandoned(number);
  }

  @Override
  public void returned(int queue, long number) {
    queue(queue).returned(number);
  }

  @Override
  public void expired(int queue, long number) {
    queue(queue).ended(number, TokenState.EXPIRED);
  }

  @Override
  public void turnedAway(int queue, long fromNumber, long toNumber) {
    queue(queue).turnedAway(fromNumber, toNumber);
  }

  @Override
  public void outcomeApplied(long offset) {
    unless(offset == outcomeOffset + 1, "outcome %d follows %d", offset, outcomeOffset);
    outcomeOffset = offset;
    eventsInBatch++;
    BookingOutcome outcome = outcomes.get((int) offset);
    ModelQueue queue =
        queues.stream().filter(q -> q.queueId.equals(outcome.queueId())).findFirst().orElse(null);
    if (queue == null || outcome.number() > queue.tokens.size() || outcome.number() < 1) {
      return;
    }
    ModelToken token = queue.token(outcome.number());
    if (token.visitor == outcome.visitor().low()) {
      checkEffect(outcome, queue, token);
    }
  }

  private static void checkEffect(BookingOutcome outcome, ModelQueue queue, ModelToken token) {
    if (outcome.kind() == OutcomeKind.PAID) {
      unless(!token.state.isAdmitted(), "%d has paid and keeps its slot", token.number);
    } else if (outcome.kind() == OutcomeKind.HELD && token.state == TokenState.ACTIVE) {
      long atLeastMs = Math.min(token.limitMs, queue.activeMs + outcome.holdMs());
      unless(token.deadlineMs >= atLeastMs, "%d is cut off from its hold", token.number);
    }
  }
}
