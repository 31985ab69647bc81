package io.daegi.booking.rules;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.bus.BusCaller;
import java.util.Optional;

/** Who may do new business, by what the edge found. */
public final class Admission {

  private Admission() {}

  /** Why the caller may not do new business; empty when it may. */
  public static Optional<Refusal> refuse(Caller caller) {
    AdmissionVerdict verdict = caller.verdict();
    if (verdict.isAdmitted()) {
      return Optional.empty();
    }
    if (verdict.refusal() == RefusalCode.BOOKING_UNAVAILABLE) {
      return Optional.of(BusCaller.unavailable());
    }
    return Optional.of(
        Refusal.notAdmitted(verdict.refusal(), detail(verdict.refusal()), verdict.position()));
  }

  private static String detail(RefusalCode code) {
    return switch (code) {
      case SESSION_OVER -> "Your time in the shop is over.";
      case WRONG_QUEUE -> "This token belongs to another queue.";
      default -> "It is not your turn yet.";
    };
  }
}
