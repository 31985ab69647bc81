package io.daegi.http.booking;

import static io.daegi.http.fixture.Sale.RESERVATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.http.fixture.Sale;
import io.daegi.http.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {

  @Test
  void hasOneProblemForEachReasonWithTheStatusOfTheContract() {
    for (var code : RefusalCode.values()) {
      var problem = RefusalProblems.of(Refusal.of(code, "Why."));
      assertThat(problem.status()).as(code.code()).isEqualTo(code.httpStatus());
      assertThat(problem.detail()).isEqualTo("Why.");
      var needsRetry = problem.status() == 429 || problem.status() == 503;
      assertThat(problem.retryAfterMs() > 0 || !needsRetry).as(code.code()).isTrue();
      if (code != RefusalCode.SESSION_OVER) {
        assertThat(RefusalProblems.codeOf(code).status())
            .as(code.code())
            .isEqualTo(code.httpStatus());
      }
    }
    assertThat(List.of(RefusalCode.values()).stream().map(RefusalProblems::codeOf).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsRefusalsOverHttp() {
    try (var sale = new Sale()) {
      var guest = sale.inside();
      sale.server().get(Sale.SEATS, guest.bearer());
      for (var code : RefusalCode.values()) {
        sale.server().booking().refuseWith(Refusal.of(code, "Why."));
        var reply =
            sale.server()
                .get("/v1/reservations", guest.bearer("X-Request-Id", "request-of-the-test"));
        assertThat(reply.status()).as(code.code()).isNotEqualTo(500);
        var list = sale.server().get("/v1/balance", guest.bearer());
        if (code != RefusalCode.INVALID_REQUEST) {
          assertThat(list.status()).as(code.code()).isEqualTo(code.httpStatus());
          assertThat(list.code()).as(code.code()).isEqualTo(RefusalProblems.codeOf(code).code());
        }
        assertThat(list.header("Cache-Control")).isEqualTo("no-store");
        assertThat(list.header("Retry-After") != null)
            .as(code.code())
            .isEqualTo(list.json().containsKey("retryAfterMs"));
      }
    }
  }

  @Test
  void pointsAtTheFieldsThatBookingFoundWrong() {
    var fault = new FieldFault("/seats", "duplicate", "a seat is named twice");
    var problem = RefusalProblems.of(Refusal.invalid(List.of(fault)));
    assertThat(problem.code()).isEqualTo(ProblemCode.VALIDATION_FAILED);
    assertThat(problem.errors().getFirst().pointer()).isEqualTo("/seats");
    assertThat(problem.errors().getFirst().code()).isEqualTo("duplicate");
  }

  @Test
  void saysWhenToAskAgainForWhatIsStillRunning() {
    try (var sale = new Sale()) {
      var guest = sale.inside();
      sale.server().get(Sale.SEATS, guest.bearer());
      sale.server()
          .booking()
          .refuseWith(Refusal.later(RefusalCode.IDEMPOTENCY_RUNNING, "Still at it.", 700));
      var reply =
          sale.server()
              .post(
                  RESERVATIONS,
                  "{\"showId\":\"show-1\",\"seat\":\"A-1-1\"}",
                  guest.bearer("Idempotency-Key", "hold-1"));
      assertThat(reply.status()).isEqualTo(409);
      assertThat(reply.code()).isEqualTo("idempotency-key-running");
      assertThat(reply.header("Retry-After")).isEqualTo("1");
    }
  }
}
