package io.daegi.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrongKeyLimitTest {

  private static final long NOW_MS = 1_000_000;

  private final WrongKeyLimit limit = new WrongKeyLimit();

  private void spend(String address, long nowMs) {
    for (int i = 0; i < WrongKeyLimit.BURST; i++) {
      assertThat(limit.tried(address, nowMs)).isZero();
    }
  }

  @Test
  void allowsABurstAndThenOneTryAtATime() {
    spend("a", NOW_MS);
    assertThat(limit.tried("a", NOW_MS)).isEqualTo(WrongKeyLimit.REFILL_MS);
    assertThat(limit.tried("a", NOW_MS + WrongKeyLimit.REFILL_MS)).isZero();
    assertThat(limit.tried("a", NOW_MS + WrongKeyLimit.REFILL_MS)).isPositive();
  }

  @Test
  void givesTheWholeBurstBackAfterAWhile() {
    spend("a", NOW_MS);
    spend("a", NOW_MS + WrongKeyLimit.BURST * WrongKeyLimit.REFILL_MS);
  }

  @Test
  void countsEachAddressAlone() {
    spend("a", NOW_MS);
    spend("b", NOW_MS);
  }

  @Test
  void forgetsTheOldestOfTooManyAddresses() {
    spend("a", NOW_MS);
    for (int i = 0; i < WrongKeyLimit.MAX_ADDRESSES; i++) {
      limit.tried("address-" + i, NOW_MS);
    }
    assertThat(limit.tried("a", NOW_MS)).isZero();
  }
}
