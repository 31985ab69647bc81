package io.daegi.booking.api;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every reason for which booking refuses something, with its public code and HTTP status. */
public enum RefusalCode {
  INVALID_REQUEST("invalid-request", 400),
  AMOUNT_OUT_OF_RANGE("amount-out-of-range", 400),
  IDEMPOTENCY_KEY_MISSING("idempotency-key-missing", 400),

  /** The gateway did not sign this, or long ago. */
  SIGNATURE_INVALID("signature-invalid", 401),

  INSUFFICIENT_BALANCE("insufficient-balance", 402),
  PAYMENT_DECLINED("payment-declined", 402),

  NOT_ADMITTED("not-admitted", 403),
  SESSION_OVER("session-over", 403),
  WRONG_QUEUE("wrong-queue", 403),
  /** The shop takes no money for balances. */
  TOP_UP_REFUSED("top-up-refused", 403),

  CONCERT_UNKNOWN("concert-unknown", 404),
  SHOW_UNKNOWN("show-unknown", 404),
  SEAT_UNKNOWN("seat-unknown", 404),
  RESERVATION_UNKNOWN("reservation-unknown", 404),
  PAYMENT_UNKNOWN("payment-unknown", 404),
  GATEWAY_UNKNOWN("gateway-unknown", 404),

  SEAT_TAKEN("seat-taken", 409),
  SEAT_LIMIT("seat-limit", 409),
  HOLD_EXPIRED("hold-expired", 409),
  HOLD_CANCELLED("hold-cancelled", 409),
  ALREADY_CONFIRMED("already-confirmed", 409),
  /** Only what is paid can be given back. */
  NOT_CONFIRMED("not-confirmed", 409),
  /** Another payment of the same reservation is under way. */
  PAYMENT_RUNNING("payment-running", 409),
  /** The first request under this key has not been answered yet. */
  IDEMPOTENCY_RUNNING("idempotency-running", 409),
  SEATS_IN_USE("seats-in-use", 409),

  /** The plan is not the one that the operator saw. */
  PRECONDITION_FAILED("precondition-failed", 412),

  /** The key was used with another body. */
  IDEMPOTENCY_CONFLICT("idempotency-conflict", 422),

  HOLD_ATTEMPTS("hold-attempts", 429),

  /** The database or a service of booking does not answer; repeating under the key is safe. */
  BOOKING_UNAVAILABLE("booking-unavailable", 503);

  private static final Map<String, RefusalCode> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(RefusalCode::code, Function.identity()));

  private final String code;
  private final int httpStatus;

  RefusalCode(String code, int httpStatus) {
    this.code = code;
    this.httpStatus = httpStatus;
  }

  /** The kebab-case word of the public contract. */
  public String code() {
    return code;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /**
   * @throws IllegalArgumentException for a word that no refusal has
   */
  public static RefusalCode ofCode(String code) {
    RefusalCode found = BY_CODE.get(code);
    if (found == null) {
      throw new IllegalArgumentException("no refusal is called " + code);
    }
    return found;
  }
}
