package io.daegi.booking.outbox;

import io.daegi.booking.api.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One fact about a booking. What says nothing is null.
 *
 * @param subject the reservation, or else the visitor
 * @param reason a kebab-case word, such as a refusal's code
 * @param holdUntil when the hold runs out; only with {@code reservation.held}
 */
public record BookingEvent(
    EventType type,
    EventOwner owner,
    String subject,
    UUID reservationId,
    String showId,
    List<String> seats,
    Money money,
    String reason,
    Instant holdUntil) {

  /** What the event's {@code data} holds. */
  record Data(
      String queueId,
      String tokenId,
      String visitor,
      long number,
      int generation,
      UUID reservationId,
      String showId,
      List<String> seats,
      Money money,
      String reason) {}

  Data data() {
    return new Data(
        owner.queueId(),
        owner.tokenId(),
        owner.visitor().toString(),
        owner.number(),
        owner.generation(),
        reservationId,
        showId,
        seats,
        money,
        reason);
  }
}
