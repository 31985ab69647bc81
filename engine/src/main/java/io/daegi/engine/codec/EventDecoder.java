package io.daegi.engine.codec;

import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueState;

/** Reads what {@link EventEncoder} wrote and tells it to a sink. */
public final class EventDecoder {

  private EventDecoder() {}

  /**
   * Tells every event up to the reader's limit.
   *
   * @return how many events stood there, known or not
   * @throws FormatException for bytes that are no events, and for a type that this build neither
   *     knows nor may skip
   */
  public static int decodeAll(ByteReader in, EventSink sink) {
    int count = 0;
    int end = in.limit();
    while (in.remaining() > 0) {
      int type = in.readByte();
      int length = in.readShort();
      if (length > end - in.position()) {
        throw new FormatException("event " + count + " ends after its batch");
      }
      in.setLimit(in.position() + length);
      decodeKnown(type, in, sink);
      in.skipToLimit();
      in.setLimit(end);
      count++;
    }
    return count;
  }

  private static void decodeKnown(int type, ByteReader in, EventSink sink) {
    try {
      decode(type, in, sink);
    } catch (IllegalArgumentException e) {
      throw new FormatException("event of type " + type + ": " + e.getMessage(), e);
    }
  }

  private static void decode(int type, ByteReader in, EventSink sink) {
    switch (type) {
      case EventType.LED ->
          sink.led(in.readVarLong(), in.readString(), in.readString(), in.readVarLong());
      case EventType.TICKED -> sink.ticked(in.readVarLong(), in.readVarLong());
      case EventType.OUTCOME_APPLIED -> sink.outcomeApplied(in.readVarLong());
      case EventType.QUEUE_CREATED,
          EventType.SETTINGS_CHANGED,
          EventType.QUEUE_STATE_CHANGED,
          EventType.MESSAGE_CHANGED,
          EventType.SHOP_ATTACHED,
          EventType.ADMISSION_HELD ->
          decodeOfQueue(type, in.readVarInt(), in, sink);
      case EventType.JOINED,
          EventType.CALLED,
          EventType.ENTERED,
          EventType.SESSION_EXTENDED,
          EventType.COMPLETED,
          EventType.LEFT,
          EventType.ABANDONED,
          EventType.RETURNED,
          EventType.EXPIRED,
          EventType.TURNED_AWAY ->
          decodeOfToken(type, in.readVarInt(), in.readVarLong(), in, sink);
      default -> {
        if (type < EventType.FIRST_OPTIONAL) {
          throw new FormatException(
              "event type " + type + " is of a newer build", "Use a build that knows it");
        }
      }
    }
  }

  private static void decodeOfQueue(int type, int queue, ByteReader in, EventSink sink) {
    switch (type) {
      case EventType.QUEUE_CREATED ->
          sink.queueCreated(
              queue, in.readString(), in.readVarInt(), in.readVarInt(), SettingsCodec.decode(in));
      case EventType.SETTINGS_CHANGED -> sink.settingsChanged(queue, SettingsCodec.decode(in));
      case EventType.QUEUE_STATE_CHANGED ->
          sink.queueStateChanged(queue, QueueState.ofCode(in.readByte()), in.readString());
      case EventType.MESSAGE_CHANGED -> sink.messageChanged(queue, in.readString());
      case EventType.SHOP_ATTACHED -> sink.shopAttached(queue);
      case EventType.ADMISSION_HELD -> sink.admissionHeld(queue, HoldReason.ofCode(in.readByte()));
      default -> throw new IllegalArgumentException("type " + type + " is not of a queue");
    }
  }

  private static void decodeOfToken(
      int type, int queue, long number, ByteReader in, EventSink sink) {
    switch (type) {
      case EventType.JOINED -> decodeJoined(queue, number, in, sink);
      case EventType.CALLED -> sink.called(queue, number, in.readVarLong());
      case EventType.ENTERED -> sink.entered(queue, number);
      case EventType.SESSION_EXTENDED -> sink.sessionExtended(queue, number, in.readVarLong());
      case EventType.COMPLETED -> sink.completed(queue, number);
      case EventType.LEFT -> sink.left(queue, number);
      case EventType.ABANDONED -> sink.abandoned(queue, number);
      case EventType.RETURNED -> sink.returned(queue, number);
      case EventType.EXPIRED -> sink.expired(queue, number);
      case EventType.TURNED_AWAY -> sink.turnedAway(queue, number, in.readVarLong());
      default -> throw new IllegalArgumentException("type " + type + " is not of a token");
    }
  }

  /** Entry and lane stand there only when they say more than the number does. */
  private static void decodeJoined(int queue, long number, ByteReader in, EventSink sink) {
    long visitorHigh = in.readLong();
    long visitorLow = in.readLong();
    boolean plain = in.remaining() == 0;
    long entry = plain ? number : in.readVarLong();
    int lane = plain ? 0 : in.readVarInt();
    sink.joined(queue, number, entry, lane, visitorHigh, visitorLow);
  }
}
