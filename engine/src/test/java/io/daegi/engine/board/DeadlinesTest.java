package io.daegi.engine.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private final CallDeadlines calls = new CallDeadlines();
  private final SessionDeadlines sessions = new SessionDeadlines();

  @Test
  void everyNumberOfACallSharesItsDeadline() {
    calls.add(100, 5_000, 100);
    calls.add(250, 6_000, 150);

    assertThat(calls.deadlineMs(1)).isEqualTo(5_000);
    assertThat(calls.deadlineMs(100)).isEqualTo(5_000);
    assertThat(calls.deadlineMs(101)).isEqualTo(6_000);
    assertThat(calls.deadlineMs(250)).isEqualTo(6_000);
  }

  @Test
  void aLaterCallNeverGetsAnEarlierDeadline() {
    calls.add(1, 9_000, 1);
    calls.add(2, 3_000, 1);

    assertThat(calls.deadlineMs(2)).isEqualTo(9_000);
  }

  @Test
  void aLaterCallNeverGetsAnEarlierDeadlineAlthoughTheEarlierCallIsForgotten() {
    calls.add(1, 9_000, 1);
    calls.release(1);
    calls.add(2, 3_000, 1);

    assertThat(calls.deadlineMs(2)).isEqualTo(9_000);
  }

  @Test
  void callsAreFoundAfterManyHaveComeAndGone() {
    var random = new Random(7);
    Map<Long, Long> naive = new HashMap<>();
    for (long number = 1; number < 20_000; number++) {
      calls.add(number, 10 * number, 1);
      naive.put(number, 10 * number);
      while (naive.size() > 300) {
        Long gone = naive.keySet().stream().skip(random.nextInt(50)).findFirst().orElseThrow();
        calls.release(gone);
        naive.remove(gone);
      }
    }
    naive.forEach(
        (number, deadlineMs) -> assertThat(calls.deadlineMs(number)).isEqualTo(deadlineMs));
  }

  @Test
  void sessionsAgreeWithAMapAfterRandomChanges() {
    long seed = Long.getLong("daegi.seed", ThreadLocalRandom.current().nextLong());
    var random = new Random(seed);
    Map<Long, Long> naive = new HashMap<>();
    for (int round = 0; round < 200_000; round++) {
      long number = 1L + random.nextInt(2_000);
      if (random.nextInt(5) < 2) {
        sessions.put(number, round);
        naive.put(number, (long) round);
      } else {
        sessions.remove(number);
        naive.remove(number);
      }
    }
    for (long number = 1; number <= 2_000; number++) {
      assertThat(sessions.get(number))
          .as("-Ddaegi.seed=%d", seed)
          .isEqualTo(naive.getOrDefault(number, -1L));
    }
  }
}
