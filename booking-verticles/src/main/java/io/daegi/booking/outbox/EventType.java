package io.daegi.booking.outbox;

/** What booking tells the world, by its CloudEvents type. */
public enum EventType {
  RESERVATION_HELD("io.daegi.reservation.held.v1"),
  RESERVATION_FAILED("io.daegi.reservation.failed.v1"),
  RESERVATION_CONFIRMED("io.daegi.reservation.confirmed.v1"),
  RESERVATION_CANCELLED("io.daegi.reservation.cancelled.v1"),
  RESERVATION_EXPIRED("io.daegi.reservation.expired.v1"),
  PAYMENT_SUCCEEDED("io.daegi.payment.succeeded.v1"),
  PAYMENT_FAILED("io.daegi.payment.failed.v1"),
  PAYMENT_REFUNDED("io.daegi.payment.refunded.v1"),
  BALANCE_CHARGED("io.daegi.balance.charged.v1");

  private final String type;

  EventType(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }
}
