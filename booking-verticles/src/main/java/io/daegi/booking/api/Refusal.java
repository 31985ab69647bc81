package io.daegi.booking.api;

import java.util.List;

/**
 * Why something was refused, and what a client needs to go on. All but the first two are null where
 * they say nothing.
 *
 * @param detail a sentence for people
 * @param position place in line, with {@code not-admitted}
 * @param seats the seats that the refusal is about
 * @param due what should have been paid
 * @param balance what the wallet holds
 * @param missing what the wallet lacks
 * @param retryAfterMs when a repeat makes sense
 * @param errors the faulty fields, with {@code invalid-request}
 */
public record Refusal(
    RefusalCode code,
    String detail,
    Long position,
    List<String> seats,
    Money due,
    Money balance,
    Money missing,
    Long retryAfterMs,
    List<FieldFault> errors) {

  public static Refusal of(RefusalCode code, String detail) {
    return new Refusal(code, detail, null, null, null, null, null, null, null);
  }

  public static Refusal ofSeats(RefusalCode code, String detail, List<String> seats) {
    return new Refusal(code, detail, null, List.copyOf(seats), null, null, null, null, null);
  }

  public static Refusal later(RefusalCode code, String detail, long retryAfterMs) {
    return new Refusal(code, detail, null, null, null, null, null, retryAfterMs, null);
  }

  public static Refusal invalid(List<FieldFault> errors) {
    return new Refusal(
        RefusalCode.INVALID_REQUEST,
        "The request has invalid fields.",
        null,
        null,
        null,
        null,
        null,
        null,
        List.copyOf(errors));
  }

  /**
   * @param position place in line; null when the caller does not wait
   */
  public static Refusal notAdmitted(RefusalCode code, String detail, Long position) {
    return new Refusal(code, detail, position, null, null, null, null, null, null);
  }

  public static Refusal insufficientBalance(Money due, Money balance) {
    return new Refusal(
        RefusalCode.INSUFFICIENT_BALANCE,
        "The balance does not cover the price; the hold is cancelled.",
        null,
        null,
        due,
        balance,
        due.plus(-balance.amount()),
        null,
        null);
  }
}
