package io.daegi.booking.reservation;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.outbox.BookingEvent;
import io.daegi.booking.outbox.EventOwner;
import io.daegi.booking.outbox.EventType;
import io.daegi.engine.model.VisitorId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One row of the reservation table.
 *
 * @param owner the token that made the hold
 * @param reason why it ended without success; else null
 * @param payBy when a payment under way counts as interrupted; null when none is
 * @param paymentId the payment under way or done; null before
 * @param payKey the idempotency key of that payment
 */
record ReservationRow(
    UUID reservationId,
    EventOwner owner,
    String concertId,
    String showId,
    LocalDate date,
    List<String> seats,
    Money total,
    HoldState state,
    String reason,
    Instant createdAt,
    Instant holdUntil,
    Instant payBy,
    UUID paymentId,
    String payKey) {

  static ReservationRow of(Row row) {
    return new ReservationRow(
        row.getUUID("reservation_id"),
        owner(row),
        row.getString("concert_id"),
        row.getString("show_id"),
        row.getLocalDate("show_date"),
        List.of(row.getArrayOfStrings("seats")),
        new Money(row.getLong("amount"), row.getString("currency")),
        HoldState.valueOf(row.getString("state")),
        row.getString("reason"),
        instant(row, "created_at"),
        instant(row, "hold_until"),
        instant(row, "pay_by"),
        row.getUUID("payment_id"),
        row.getString("pay_key"));
  }

  private static EventOwner owner(Row row) {
    return new EventOwner(
        VisitorId.of(row.getUUID("visitor")),
        row.getString("queue_id"),
        row.getString("token_id"),
        row.getLong("number"),
        row.getInteger("generation"),
        row.getInteger("partition"));
  }

  static List<ReservationRow> all(RowSet<Row> rows) {
    List<ReservationRow> found = new ArrayList<>(rows.size());
    rows.forEach(row -> found.add(of(row)));
    return found;
  }

  private static Instant instant(Row row, String column) {
    return instant(row.getOffsetDateTime(column));
  }

  /** A time as it is told; null for none. */
  static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.MILLIS);
  }

  Reservation toReservation() {
    ReservationState seen = state.seenAs();
    return new Reservation(
        reservationId,
        seen,
        concertId,
        owner.queueId(),
        showId,
        date,
        seats,
        total,
        createdAt,
        seen == ReservationState.HELD ? holdUntil : null,
        isPaid() ? paymentId : null);
  }

  private boolean isPaid() {
    return switch (state) {
      case CONFIRMED, REFUNDING, REFUNDED -> true;
      case HELD, PAYING, CANCELLED, EXPIRED -> false;
    };
  }

  /** What happened to this reservation, for the outbox. */
  BookingEvent event(EventType type, String why) {
    return new BookingEvent(
        type,
        owner,
        reservationId.toString(),
        reservationId,
        showId,
        seats,
        total,
        why,
        type == EventType.RESERVATION_HELD ? holdUntil : null);
  }
}
