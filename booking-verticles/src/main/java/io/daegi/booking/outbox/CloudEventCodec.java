package io.daegi.booking.outbox;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** An outbox row as a CloudEvents 1.0 event in structured JSON, and the id of one that was sent. */
final class CloudEventCodec {

  static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private static final String SOURCE = "/daegi/booking";

  private CloudEventCodec() {}

  /**
   * The hold's length is counted from the moment of sending, by the database's clock.
   *
   * @param traceParent what the event says of its trace; null: nothing
   */
  static byte[] encode(OutboxRow row, String traceParent) {
    JsonObject data = new JsonObject(row.data());
    if (row.holdUntil() != null) {
      long holdMs = Duration.between(row.readAt(), row.holdUntil()).toMillis();
      data.put("holdMs", Math.max(0, holdMs));
      data.put("holdUntil", text(row.holdUntil().toInstant()));
    }
    JsonObject event =
        new JsonObject()
            .put("specversion", "1.0")
            .put("id", row.eventId().toString())
            .put("source", SOURCE)
            .put("type", row.type())
            .put("subject", row.subject())
            .put("time", text(row.createdAt().toInstant()))
            .put("datacontenttype", "application/json");
    if (traceParent != null) {
      event.put(TraceParent.NAME, traceParent);
    }
    return event.put("data", data).encode().getBytes(StandardCharsets.UTF_8);
  }

  /** The id of an encoded event; empty for what is no event of ours. */
  static Optional<String> idOf(byte[] event) {
    if (event == null) {
      return Optional.empty();
    }
    try {
      return Json.decodeValue(new String(event, StandardCharsets.UTF_8)) instanceof JsonObject json
              && json.getValue("id") instanceof String id
          ? Optional.of(id)
          : Optional.empty();
    } catch (DecodeException foreign) {
      return Optional.empty();
    }
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
