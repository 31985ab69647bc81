package io.daegi.http.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollPolicyTest {

  private static final int BUDGET = 10_000;
  private static final long TTL_MS = 1_800_000;

  private final PollPolicy polls = new PollPolicy(BUDGET);

  @ParameterizedTest
  @CsvSource({
    "1000000, 50",
    "1000000, 1",
    "1000000, 1000",
    "1000000, 20000",
    "300000, 500",
    "1000, 0.5"
  })
  void keepsAWholeCrowdWithinItsBudget(int waiting, double callsPerSecond) {
    var queue = queue(waiting, callsPerSecond, TTL_MS);
    double sum = 0;
    for (int position = 1; position <= waiting; position++) {
      long ms = polls.pollAfterMs(queue, waiting(position, callsPerSecond));
      assertThat(ms).isBetween(100L, TTL_MS / 3);
      sum += 1_000.0 / ms;
    }
    assertThat(sum).isLessThan(BUDGET);
  }

  @Test
  void usesMostOfTheBudgetBeforeItMakesAnybodyWait() {
    var queue = queue(1_000_000, 50, TTL_MS);
    double sum = 0;
    for (int position = 1; position <= 1_000_000; position++) {
      sum += 1_000.0 / polls.pollAfterMs(queue, waiting(position, 50));
    }
    assertThat(sum).isGreaterThan(0.9 * BUDGET);
  }

  @ParameterizedTest
  @CsvSource({"1000000, 50", "1000000, 20000", "1000, 50"})
  void asksNobodySoonerThanSomebodyBeforeThem(int waiting, double callsPerSecond) {
    var pace = PollPace.of(waiting, callsPerSecond, TTL_MS / 3.6, BUDGET);
    double before = 0;
    for (int position = 1; position <= waiting; position++) {
      double ms = pace.intervalMs(position * 1_000 / callsPerSecond);
      assertThat(ms).isGreaterThanOrEqualTo(before);
      before = ms;
    }
  }

  @Test
  void asksAboutEverySecondAtTheFrontHoweverLongTheQueueIs() {
    for (int waiting : new int[] {1, 1_000, 1_000_000}) {
      assertThat(polls.pollAfterMs(queue(waiting, 50, TTL_MS), waiting(1, 50)))
          .isBetween(800L, 1_200L);
    }
  }

  @Test
  void asksEveryHalfMinuteFarBackInAQueueThatTheBudgetBears() {
    assertThat(polls.pollAfterMs(queue(100_000, 50, TTL_MS), waiting(100_000, 50)))
        .isBetween(24_000L, 36_000L);
  }

  @Test
  void neverLetsAVisitorFallSilentByItsOwnAdvice() {
    var queue = queue(1_000_000, 50, 60_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(polls.pollAfterMs(queue, waiting(1_000_000, 50))).isBetween(13_000L, 20_000L);
    }
  }

  @Test
  void goesByThePositionWhileNobodyIsCalled() {
    var queue = queue(1_000_000, 50, TTL_MS);
    var paused = new TokenView(TokenState.WAITING, null, 1_000_000, -1, -1, false, 1);
    assertThat(polls.pollAfterMs(queue, paused)).isGreaterThan(50_000);
  }

  @Test
  void spreadsThoseWhoJoinedTogether() {
    var queue = queue(1_000_000, 50, TTL_MS);
    LongUnaryOperator ask = any -> polls.pollAfterMs(queue, waiting(500_000, 50));
    var times = LongStream.range(0, 1_000).map(ask).distinct().count();
    assertThat(times).isGreaterThan(500);
  }

  @Test
  void looksAtThePaceAgainWhenTheCrowdHasGrown() {
    var far = waiting(100_000, 50);
    long before = polls.pollAfterMs(queue(100_000, 50, TTL_MS), far);
    long after = polls.pollAfterMs(queue(2_000_000, 50, TTL_MS), far);
    assertThat(after).isGreaterThan(2 * before);
  }

  private static TokenView waiting(long position, double callsPerSecond) {
    long etaMs = (long) Math.ceil(1_000 * position / callsPerSecond);
    return new TokenView(TokenState.WAITING, null, position, etaMs, -1, false, 1);
  }

  private static QueueView queue(long waiting, double callsPerSecond, long waitingTtlMs) {
    var usual = QueueSettings.defaults("demo");
    var settings =
        new QueueSettings(
            "Demo",
            usual.capacity(),
            callsPerSecond,
            usual.readyTtlMs(),
            usual.activeTtlMs(),
            usual.sessionMaxMs(),
            waitingTtlMs,
            0,
            usual.passMode(),
            usual.audience(),
            usual.maxWaiting());
    int settingsVersion = (int) (callsPerSecond * 1_000 + waitingTtlMs);
    return new QueueView(
        "demo",
        0,
        1,
        settings,
        settingsVersion,
        QueueState.OPEN,
        null,
        HoldReason.NONE,
        0,
        waiting,
        waiting,
        0,
        0,
        0,
        0,
        1);
  }
}
