package io.daegi.booking.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.RefusalCode;
import io.daegi.engine.model.VisitorId;
import org.junit.jupiter.api.Test;

class HoldAttemptsTest {

  private static final int MAX_ATTEMPTS = 10;

  private final HoldAttempts attempts = new HoldAttempts(MAX_ATTEMPTS, 2);

  private static Caller caller(long number) {
    return new Caller(
        new VisitorId(1, number),
        "queue",
        "token-" + number,
        number,
        1,
        0,
        AdmissionVerdict.admittedUntil(Long.MAX_VALUE));
  }

  private void tryTenTimes(Caller caller) {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      assertThat(attempts.refuse(caller, "key-" + i)).isEmpty();
      attempts.count(caller, "key-" + i);
    }
  }

  @Test
  void refusesTheEleventhAttemptOfASession() {
    tryTenTimes(caller(1));

    assertThat(attempts.refuse(caller(1), "another"))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(RefusalCode.HOLD_ATTEMPTS);
              assertThat(refusal.retryAfterMs()).isPositive();
            });
    assertThat(attempts.refuse(caller(1), null)).isPresent();
    assertThat(attempts.refuse(caller(2), null)).isEmpty();
  }

  @Test
  void letsARepeatUnderAKnownKeyThrough() {
    tryTenTimes(caller(1));

    assertThat(attempts.refuse(caller(1), "key-3")).isEmpty();
  }

  @Test
  void countsARepeatOnce() {
    for (int i = 0; i < 50; i++) {
      attempts.count(caller(1), "same");
    }

    assertThat(attempts.refuse(caller(1), "another")).isEmpty();
  }

  @Test
  void countsEveryAttemptWithoutAKey() {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      attempts.count(caller(1), null);
    }

    assertThat(attempts.refuse(caller(1), null)).isPresent();
  }

  @Test
  void forgetsTheLongestIdleSessionFirst() {
    tryTenTimes(caller(1));
    attempts.count(caller(2), null);
    attempts.count(caller(3), null);

    assertThat(attempts.refuse(caller(1), null)).isEmpty();
  }
}
