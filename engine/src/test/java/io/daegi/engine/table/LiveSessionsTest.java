package io.daegi.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.TokenState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The earliest deadline, against a look at every session. */
class LiveSessionsTest {

  private record Session(long number, TokenState state, long deadlineMs) {}

  private final LiveSessions live = new LiveSessions();
  private final Map<Long, Session> expected = new HashMap<>();
  private final SplittableRandom random = new SplittableRandom(11);
  private long last;
  private long nowMs;

  private Session any() {
    return expected.values().stream()
        .skip(random.nextInt(expected.size()))
        .findFirst()
        .orElseThrow();
  }

  private void expectEarliest(TokenState state) {
    Optional<Session> earliest =
        expected.values().stream()
            .filter(session -> session.state() == state)
            .min(Comparator.comparingLong(Session::deadlineMs).thenComparing(Session::number));
    assertThat(live.earliestMs(state))
        .isEqualTo(earliest.map(Session::deadlineMs).orElse(Long.MAX_VALUE));
    earliest.ifPresent(
        session -> assertThat(live.earliestNumber(state)).isEqualTo(session.number()));
  }

  private void step() {
    nowMs += random.nextInt(3);
    int what = random.nextInt(10);
    if (what < 4 || expected.isEmpty()) {
      live.call(++last, nowMs + 50);
      expected.put(last, new Session(last, TokenState.READY, nowMs + 50));
      return;
    }
    Session session = any();
    long number = session.number();
    if (what < 7) {
      live.end(number);
      expected.remove(number);
    } else if (session.state() == TokenState.READY) {
      live.enter(number, nowMs + 200, nowMs + 1_000);
      expected.put(number, new Session(number, TokenState.ACTIVE, nowMs + 200));
    } else {
      long deadlineMs = session.deadlineMs() + random.nextInt(100);
      live.extend(number, deadlineMs);
      expected.put(number, new Session(number, TokenState.ACTIVE, deadlineMs));
    }
  }

  @Test
  void alwaysKnowsWhoseTimeRunsOutFirst() {
    for (int i = 0; i < 20_000; i++) {
      step();
      if (i % 7 == 0) {
        expectEarliest(TokenState.READY);
        expectEarliest(TokenState.ACTIVE);
      }
      assertThat(live.count()).isEqualTo(expected.size());
    }
  }

  @Test
  void forgetsNobodyWhenHundredsEndAtOnce() {
    for (int i = 0; i < 500; i++) {
      live.call(++last, 50);
      expected.put(last, new Session(last, TokenState.READY, 50));
    }
    for (long number = 1; number <= 480; number++) {
      live.end(number);
      expected.remove(number);
    }
    expectEarliest(TokenState.READY);
    assertThat(live.readyCount()).isEqualTo(20);
  }
}
