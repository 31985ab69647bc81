package io.daegi.booking.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private long nowNs;
  private final CircuitBreaker breaker = new CircuitBreaker(3, 1_000, () -> nowNs);

  private void failTimes(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breaker.admits()).isTrue();
      breaker.failed();
    }
  }

  private void pass(long ms) {
    nowNs += TimeUnit.MILLISECONDS.toNanos(ms);
  }

  @Test
  void opensAfterFailuresInARow() {
    failTimes(2);
    breaker.succeeded();
    failTimes(2);
    assertThat(breaker.admits()).isTrue();

    assertThat(breaker.failed()).isTrue();

    assertThat(breaker.admits()).isFalse();
  }

  @Test
  void letsOneQuestionThroughWhenItsTimeIsOver() {
    failTimes(3);
    pass(999);
    assertThat(breaker.admits()).isFalse();
    pass(1);

    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();
  }

  @Test
  void closesByAnAnswerAndOpensAnewByAFailure() {
    failTimes(3);
    pass(1_000);
    assertThat(breaker.admits()).isTrue();
    breaker.failed();
    assertThat(breaker.admits()).isFalse();
    pass(1_000);
    assertThat(breaker.admits()).isTrue();

    assertThat(breaker.succeeded()).isTrue();

    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isTrue();
  }
}
