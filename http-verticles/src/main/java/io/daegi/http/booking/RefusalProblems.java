package io.daegi.http.booking;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.Problem.FieldError;
import io.daegi.http.problem.ProblemCode;
import io.vertx.ext.web.RoutingContext;

/** The table from booking's refusals to problems. */
public final class RefusalProblems {

  private static final long RETRY_AFTER_MS = 1_000;

  private RefusalProblems() {}

  /** What booking did; a refusal is thrown as its problem, a repeat is marked in either case. */
  public static <T> Reply.Done<T> done(RoutingContext context, Reply<T> reply) {
    if (reply.replayed()) {
      context.response().putHeader("Idempotency-Replayed", "true");
    }
    return switch (reply) {
      case Reply.Done<T> done -> done;
      case Reply.Refused<T> refused -> throw of(refused.refusal()).toException();
    };
  }

  /** The problem that tells a refusal, with all that it says. */
  public static Problem of(Refusal refusal) {
    var problem = described(refusal).withStatus(refusal.code().httpStatus());
    if (refusal.position() != null) {
      problem = problem.with("position", refusal.position());
    }
    if (refusal.seats() != null) {
      problem = problem.with("seats", refusal.seats());
    }
    problem = withMoney(problem, "due", refusal.due());
    problem = withMoney(problem, "balance", refusal.balance());
    problem = withMoney(problem, "missing", refusal.missing());
    return isWorthARepeat(refusal)
        ? problem.withRetryAfterMs(Jitter.around(retryAfterMs(refusal)))
        : problem;
  }

  private static Problem described(Refusal refusal) {
    if (refusal.code() == RefusalCode.INVALID_REQUEST
        && refusal.errors() != null
        && !refusal.errors().isEmpty()) {
      return Problem.fields(
          refusal.errors().stream()
              .map(fault -> new FieldError(fault.pointer(), fault.code(), fault.detail()))
              .toList());
    }
    var code = codeOf(refusal.code());
    return refusal.detail() == null ? Problem.of(code) : Problem.of(code, refusal.detail());
  }

  private static Problem withMoney(Problem problem, String name, Money money) {
    return money == null ? problem : problem.with(name, BookingJson.of(money));
  }

  private static boolean isWorthARepeat(Refusal refusal) {
    return refusal.retryAfterMs() != null
        || switch (refusal.code()) {
          case BOOKING_UNAVAILABLE, IDEMPOTENCY_RUNNING, PAYMENT_RUNNING, HOLD_ATTEMPTS -> true;
          default -> false;
        };
  }

  private static long retryAfterMs(Refusal refusal) {
    return refusal.retryAfterMs() == null ? RETRY_AFTER_MS : refusal.retryAfterMs();
  }

  /** The public word for a reason; {@code session-over} is 403 here and 410 where one enters. */
  static ProblemCode codeOf(RefusalCode code) {
    return switch (code) {
      case INVALID_REQUEST -> ProblemCode.VALIDATION_FAILED;
      case AMOUNT_OUT_OF_RANGE -> ProblemCode.AMOUNT_OUT_OF_RANGE;
      case IDEMPOTENCY_KEY_MISSING -> ProblemCode.IDEMPOTENCY_KEY_MISSING;
      case SIGNATURE_INVALID -> ProblemCode.SIGNATURE_INVALID;
      case INSUFFICIENT_BALANCE -> ProblemCode.INSUFFICIENT_BALANCE;
      case PAYMENT_DECLINED -> ProblemCode.PAYMENT_DECLINED;
      case NOT_ADMITTED -> ProblemCode.NOT_ADMITTED;
      case SESSION_OVER -> ProblemCode.SESSION_OVER;
      case WRONG_QUEUE -> ProblemCode.WRONG_QUEUE;
      case TOP_UP_REFUSED -> ProblemCode.TOP_UP_REFUSED;
      case CONCERT_UNKNOWN -> ProblemCode.CONCERT_UNKNOWN;
      case SHOW_UNKNOWN -> ProblemCode.SHOW_UNKNOWN;
      case SEAT_UNKNOWN -> ProblemCode.SEAT_UNKNOWN;
      case RESERVATION_UNKNOWN -> ProblemCode.RESERVATION_UNKNOWN;
      case PAYMENT_UNKNOWN -> ProblemCode.PAYMENT_UNKNOWN;
      case GATEWAY_UNKNOWN -> ProblemCode.GATEWAY_UNKNOWN;
      case SEAT_TAKEN -> ProblemCode.SEAT_TAKEN;
      case SEAT_LIMIT -> ProblemCode.SEAT_LIMIT;
      case HOLD_EXPIRED -> ProblemCode.HOLD_EXPIRED;
      case HOLD_CANCELLED -> ProblemCode.HOLD_CANCELLED;
      case ALREADY_CONFIRMED -> ProblemCode.ALREADY_CONFIRMED;
      case NOT_CONFIRMED -> ProblemCode.NOT_CONFIRMED;
      case PAYMENT_RUNNING -> ProblemCode.PAYMENT_RUNNING;
      case IDEMPOTENCY_RUNNING -> ProblemCode.IDEMPOTENCY_KEY_RUNNING;
      case SEATS_IN_USE -> ProblemCode.SEATS_IN_USE;
      case PRECONDITION_FAILED -> ProblemCode.PRECONDITION_FAILED;
      case IDEMPOTENCY_CONFLICT -> ProblemCode.IDEMPOTENCY_KEY_REUSED;
      case HOLD_ATTEMPTS -> ProblemCode.HOLD_ATTEMPTS;
      case BOOKING_UNAVAILABLE -> ProblemCode.BOOKING_UNAVAILABLE;
    };
  }
}
