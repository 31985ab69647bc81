package io.daegi.booking.outbox;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * One row of the outbox.
 *
 * @param data JSON object
 * @param holdUntil null unless a hold began
 * @param readAt the database's time when the row was read
 * @param traceParent of the request that wrote it; null when nobody traced that
 */
record OutboxRow(
    long id,
    UUID eventId,
    String type,
    String tokenId,
    String subject,
    String data,
    OffsetDateTime holdUntil,
    OffsetDateTime createdAt,
    OffsetDateTime readAt,
    String traceParent) {

  static OutboxRow of(Row row) {
    return new OutboxRow(
        row.getLong("id"),
        row.getUUID("event_id"),
        row.getString("type"),
        row.getString("token_id"),
        row.getString("subject"),
        row.getString("data"),
        row.getOffsetDateTime("hold_until"),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("read_at"),
        row.getString("traceparent"));
  }
}
