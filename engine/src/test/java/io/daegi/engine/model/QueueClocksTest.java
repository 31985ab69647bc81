package io.daegi.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QueueClocksTest {

  private final QueueClocks clocks = new QueueClocks();

  @ParameterizedTest
  @CsvSource({
    "SCHEDULED, 0, 0, 0",
    "OPEN,      5, 5, 5",
    "PAUSED,    5, 0, 5",
    "DRAINING,  5, 5, 5",
    "CLOSED,    0, 5, 5",
  })
  void eachStateRunsItsOwnClocks(QueueState state, long waitingMs, long readyMs, long activeMs) {
    clocks.advance(5, state, HoldReason.NONE);

    assertClocks(waitingMs, readyMs, activeMs);
  }

  @ParameterizedTest
  @EnumSource(QueueState.class)
  void noClockRunsWhileTheShopIsAway(QueueState state) {
    clocks.advance(5, state, HoldReason.SHOP_AWAY);

    assertClocks(0, 0, 0);
  }

  @Test
  void clocksAddUpAndGoOnAfterAHold() {
    clocks.advance(100, QueueState.OPEN, HoldReason.NONE);
    clocks.advance(2_000, QueueState.OPEN, HoldReason.SHOP_AWAY);
    clocks.advance(30, QueueState.PAUSED, HoldReason.NONE);
    clocks.advance(7, QueueState.CLOSED, HoldReason.NONE);

    assertClocks(130, 107, 137);
  }

  @Test
  void goesOnFromWhereASnapshotLeftIt() {
    clocks.set(10, 20, 30);
    clocks.advance(1, QueueState.OPEN, HoldReason.NONE);

    assertClocks(11, 21, 31);
  }

  @Test
  void refusesTimeThatGoesBack() {
    assertThatThrownBy(() -> clocks.advance(-1, QueueState.OPEN, HoldReason.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> clocks.set(0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private void assertClocks(long waitingMs, long readyMs, long activeMs) {
    assertThat(clocks.waitingMs()).isEqualTo(waitingMs);
    assertThat(clocks.readyMs()).isEqualTo(readyMs);
    assertThat(clocks.activeMs()).isEqualTo(activeMs);
  }
}
