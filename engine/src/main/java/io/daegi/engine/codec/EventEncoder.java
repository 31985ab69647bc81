package io.daegi.engine.codec;

import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;

/**
 * Writes each event as {@code type: 1 byte, length of the body: 2 bytes, body}; {@link
 * EventDecoder} reads them. Longer bodies of newer builds are read as far as they are known.
 */
public final class EventEncoder implements EventSink {

  private static final int LENGTH_BYTES = 2;
  private static final int MAX_BODY_BYTES = 0xFFFF;

  private final FormatVersion version;
  private ByteWriter out = new ByteWriter(64);
  private int count;
  private int bodyFrom;

  /** Writes the newest version. */
  public EventEncoder() {
    this(FormatVersion.NEWEST);
  }

  public EventEncoder(FormatVersion version) {
    this.version = version;
  }

  /** Sets where the next events go, and counts from 0 again. */
  public void start(ByteWriter target) {
    out = target;
    count = 0;
  }

  public int count() {
    return count;
  }

  private void begin(int type) {
    out.putByte(type);
    out.putShort(0);
    bodyFrom = out.size();
  }

  private void beginOf(int type, int queue) {
    begin(type);
    out.putVarLong(queue);
  }

  private void end() {
    int length = out.size() - bodyFrom;
    if (length > MAX_BODY_BYTES) {
      throw new IllegalStateException("an event of " + length + " bytes");
    }
    out.setShort(bodyFrom - LENGTH_BYTES, length);
    count++;
  }

  /** What a version cannot tell must not be said in it: a reader would not hear it. */
  private void need(FormatVersion least) {
    if (least.isNewerThan(version)) {
      throw new IllegalStateException("format " + version + " cannot tell what " + least + " can");
    }
  }

  private void token(int type, int queue, long number) {
    beginOf(type, queue);
    out.putVarLong(number);
    end();
  }

  private void range(int type, int queue, long fromNumber, long toNumber) {
    beginOf(type, queue);
    out.putVarLong(fromNumber);
    out.putVarLong(toNumber);
    end();
  }

  @Override
  public void led(long epoch, String node, String address, long wallMs) {
    begin(EventType.LED);
    out.putVarLong(epoch);
    out.putString(node);
    out.putString(address);
    out.putVarLong(wallMs);
    end();
  }

  @Override
  public void ticked(long stepMs, long wallMs) {
    begin(EventType.TICKED);
    out.putVarLong(stepMs);
    out.putVarLong(wallMs);
    end();
  }

  @Override
  public void queueCreated(
      int queue, String queueId, int generation, int partition, QueueSettings settings) {
    beginOf(EventType.QUEUE_CREATED, queue);
    out.putString(queueId);
    out.putVarLong(generation);
    out.putVarLong(partition);
    SettingsCodec.encode(settings, out);
    end();
  }

  @Override
  public void settingsChanged(int queue, QueueSettings settings) {
    beginOf(EventType.SETTINGS_CHANGED, queue);
    SettingsCodec.encode(settings, out);
    end();
  }

  @Override
  public void queueStateChanged(int queue, QueueState state, String reason) {
    beginOf(EventType.QUEUE_STATE_CHANGED, queue);
    out.putByte(state.code());
    out.putString(reason);
    end();
  }

  @Override
  public void messageChanged(int queue, String message) {
    beginOf(EventType.MESSAGE_CHANGED, queue);
    out.putString(message);
    end();
  }

  @Override
  public void shopAttached(int queue) {
    beginOf(EventType.SHOP_ATTACHED, queue);
    end();
  }

  @Override
  public void admissionHeld(int queue, HoldReason reason) {
    beginOf(EventType.ADMISSION_HELD, queue);
    out.putByte(reason.code());
    end();
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    beginOf(EventType.JOINED, queue);
    out.putVarLong(number);
    out.putLong(visitorHigh);
    out.putLong(visitorLow);
    if (entry != number || lane != 0) {
      need(FormatVersion.V1_1);
      out.putVarLong(entry);
      out.putVarLong(lane);
    }
    end();
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    range(EventType.CALLED, queue, fromNumber, toNumber);
  }

  @Override
  public void entered(int queue, long number) {
    token(EventType.ENTERED, queue, number);
  }

  @Override
  public void sessionExtended(int queue, long number, long deadlineMs) {
    beginOf(EventType.SESSION_EXTENDED, queue);
    out.putVarLong(number);
    out.putVarLong(deadlineMs);
    end();
  }

  @Override
  public void completed(int queue, long number) {
    token(EventType.COMPLETED, queue, number);
  }

  @Override
  public void left(int queue, long number) {
    token(EventType.LEFT, queue, number);
  }

  @Override
  public void abandoned(int queue, long number) {
    token(EventType.ABANDONED, queue, number);
  }

  @Override
  public void returned(int queue, long number) {
    token(EventType.RETURNED, queue, number);
  }

  @Override
  public void expired(int queue, long number) {
    token(EventType.EXPIRED, queue, number);
  }

  @Override
  public void turnedAway(int queue, long fromNumber, long toNumber) {
    range(EventType.TURNED_AWAY, queue, fromNumber, toNumber);
  }

  @Override
  public void outcomeApplied(long offset) {
    begin(EventType.OUTCOME_APPLIED);
    out.putVarLong(offset);
    end();
  }
}
