package io.daegi.http.admin;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.Problem.FieldError;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.json.JsonArray;

/** The table from what booking refuses an operator to its problem. */
final class AdminRefusals {

  private AdminRefusals() {}

  /**
   * @param root what stands before the name of a faulty field: empty for the body
   * @throws IllegalArgumentException for a refusal that no operator's call can meet
   */
  static Problem of(Refusal refusal, String root) {
    if (refusal.code() == RefusalCode.INVALID_REQUEST) {
      return Problem.fields(
          refusal.errors().stream()
              .map(e -> new FieldError(root + e.pointer(), e.code(), e.detail()))
              .toList());
    }
    if (refusal.code() == RefusalCode.BOOKING_UNAVAILABLE) {
      return Problem.of(ProblemCode.UNAVAILABLE, refusal.detail())
          .withRetryAfterMs(Jitter.around(2_000));
    }
    if (refusal.code() == RefusalCode.SEATS_IN_USE) {
      var problem = Problem.of(ProblemCode.SEATS_IN_USE, refusal.detail());
      return refusal.seats() == null
          ? problem
          : problem.with("seats", new JsonArray(refusal.seats()));
    }
    throw new IllegalArgumentException("operators do not meet " + refusal.code());
  }
}
