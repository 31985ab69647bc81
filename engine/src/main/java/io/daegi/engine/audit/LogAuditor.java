package io.daegi.engine.audit;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a partition's log event by event: numbers without gaps, calls in order and never above the
 * capacity, only moves that a token may make, one living token a visitor, each booking outcome
 * once, a format that never goes back, and one leader after the other: each declares itself at the
 * head of a batch. Batches are numbered by whoever writes them, and a writer that has been followed
 * does not know the numbers of the next one's, so that a log without a gap or a double in them had
 * one writer at a time.
 */
public final class LogAuditor implements BatchSink, EventSink {

  private static final int MOST_VIOLATIONS = 100;

  private final List<QueueAudit> queues = new ArrayList<>();
  private final Map<String, QueueAudit> nameToQueue = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String> leaders = new ArrayList<>();
  private FormatVersion version = FormatVersion.V1_0;
  private long batch = -1;
  private long index;
  private long epoch;
  private long outcomeOffset = -1;

  /** What broke a rule, each with the id of its event; empty when nothing did. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** The nodes that led, in order. */
  public List<String> leaders() {
    return List.copyOf(leaders);
  }

  /** The last booking outcome that was applied; -1 when there was none. */
  public long outcomeOffset() {
    return outcomeOffset;
  }

  /** The queue of this name, or null. */
  public QueueAudit queue(String queueId) {
    return nameToQueue.get(queueId);
  }

  @Override
  public EventSink begin(BatchHeader header) {
    long before = batch;
    batch = header.batchNumber();
    index = 0;
    if (batch != before + 1) {
      note("follows batch %d: two wrote at once".formatted(before));
    }
    if (version.isNewerThan(header.version())) {
      note("format %s follows %s".formatted(header.version(), version));
    }
    version = header.version();
    return this;
  }

  @Override
  public void end(BatchHeader header) {}

  private void check(String violation) {
    if (violation != null) {
      note(violation);
    }
    index++;
  }

  private void note(String violation) {
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add("batch %d event %d: %s".formatted(batch, index, violation));
    }
  }

  /** In which version the last batch was written. */
  public FormatVersion version() {
    return version;
  }

  @Override
  public void led(long newEpoch, String node, String address, long wallMs) {
    boolean isFirst = index == 0 || batch < 0;
    check(
        newEpoch == epoch + 1 && isFirst ? null : "epoch %d follows %d".formatted(newEpoch, epoch));
    epoch = newEpoch;
    leaders.add(node);
  }

  @Override
  public void ticked(long stepMs, long wallMs) {
    check(stepMs < 0 ? "time goes back by %d".formatted(stepMs) : null);
  }

  @Override
  public void queueCreated(
      int queue, String queueId, int generation, int partition, QueueSettings settings) {
    var audit = new QueueAudit(queueId, settings);
    boolean inOrder = queue == queues.size() && nameToQueue.put(queueId, audit) == null;
    queues.add(audit);
    check(inOrder ? null : "queue %d, %s, stands there already".formatted(queue, queueId));
  }

  @Override
  public void settingsChanged(int queue, QueueSettings settings) {
    queues.get(queue).settings(settings);
    check(null);
  }

  @Override
  public void queueStateChanged(int queue, QueueState state, String reason) {
    check(null);
  }

  @Override
  public void messageChanged(int queue, String message) {
    check(null);
  }

  @Override
  public void shopAttached(int queue) {
    check(null);
  }

  @Override
  public void admissionHeld(int queue, HoldReason reason) {
    check(null);
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    check(queues.get(queue).join(number, entry, visitorHigh + ":" + visitorLow));
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    check(queues.get(queue).call(fromNumber, toNumber));
  }

  @Override
  public void entered(int queue, long number) {
    check(queues.get(queue).move(number, TokenState.ACTIVE, TokenState.READY));
  }

  @Override
  public void sessionExtended(int queue, long number, long deadlineMs) {
    check(queues.get(queue).move(number, TokenState.ACTIVE, TokenState.ACTIVE));
  }

  @Override
  public void completed(int queue, long number) {
    check(
        queues.get(queue).move(number, TokenState.COMPLETED, TokenState.READY, TokenState.ACTIVE));
  }

  @Override
  public void left(int queue, long number) {
    check(
        queues
            .get(queue)
            .move(
                number,
                TokenState.LEFT,
                TokenState.WAITING,
                TokenState.ABANDONED,
                TokenState.READY,
                TokenState.ACTIVE));
  }

  @Override
  public void abandoned(int queue, long number) {
    check(queues.get(queue).move(number, TokenState.ABANDONED, TokenState.WAITING));
  }

  @Override
  public void returned(int queue, long number) {
    check(queues.get(queue).comeBack(number));
  }

  @Override
  public void expired(int queue, long number) {
    check(queues.get(queue).move(number, TokenState.EXPIRED, TokenState.READY, TokenState.ACTIVE));
  }

  @Override
  public void turnedAway(int queue, long fromNumber, long toNumber) {
    check(queues.get(queue).turnAway(fromNumber, toNumber));
  }

  @Override
  public void outcomeApplied(long offset) {
    check(offset > outcomeOffset ? null : "outcome %d after %d".formatted(offset, outcomeOffset));
    outcomeOffset = offset;
  }
}
