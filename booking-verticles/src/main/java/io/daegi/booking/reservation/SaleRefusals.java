package io.daegi.booking.reservation;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import java.util.UUID;

/** Why a reservation cannot be paid for, or given back. */
final class SaleRefusals {

  private static final long SOON_MS = 500;

  private SaleRefusals() {}

  /** The state of a reservation that could not begin to be paid with this payment. */
  static Refusal cannotPay(ReservationRow row, UUID paymentId) {
    return switch (row.state()) {
      case PAYING ->
          row.paymentId().equals(paymentId)
              ? Refusal.later(
                  RefusalCode.IDEMPOTENCY_RUNNING, "This payment is under way.", SOON_MS)
              : running();
      case HELD, EXPIRED ->
          Refusal.of(RefusalCode.HOLD_EXPIRED, "The hold ran out; nothing was charged.");
      case CANCELLED ->
          Refusal.of(RefusalCode.HOLD_CANCELLED, "The hold was cancelled; nothing was charged.");
      case CONFIRMED, REFUNDING, REFUNDED ->
          Refusal.of(RefusalCode.ALREADY_CONFIRMED, "The reservation is paid already.");
    };
  }

  static Refusal running() {
    return Refusal.later(
        RefusalCode.PAYMENT_RUNNING, "A payment of this reservation is under way.", SOON_MS);
  }

  static Refusal unknown() {
    return Refusal.of(RefusalCode.RESERVATION_UNKNOWN, "You have no such reservation.");
  }
}
