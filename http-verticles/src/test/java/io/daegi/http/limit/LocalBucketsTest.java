package io.daegi.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {

  private static final int BURST = 3;

  private long nowMs = 1_000_000;
  private final LocalBuckets buckets =
      new LocalBuckets(Rate.of(BURST, 2), () -> Instant.ofEpochMilli(nowMs));

  private Take.Taken taken(String key) {
    var take = buckets.take(key);
    assertThat(take).isInstanceOf(Take.Taken.class);
    return (Take.Taken) take;
  }

  private void spend(String key) {
    for (int i = 0; i < BURST; i++) {
      taken(key);
    }
  }

  @Test
  void givesABurstAndThenOneEachInterval() {
    spend("a");
    assertThat(buckets.take("a")).isEqualTo(new Take.Empty(500));
    nowMs += 499;
    assertThat(buckets.take("a")).isEqualTo(new Take.Empty(1));
    nowMs += 1;
    taken("a");
    assertThat(buckets.take("a")).isEqualTo(new Take.Empty(500));
  }

  @Test
  void isFullAgainAfterAWhileAndNeverFuller() {
    spend("a");
    nowMs += 3_600_000;
    spend("a");
    assertThat(buckets.take("a")).isInstanceOf(Take.Empty.class);
  }

  @Test
  void takesBackWhatWasNotNeeded() {
    for (int i = 0; i < 10 * BURST; i++) {
      taken("a").giveBack().run();
    }
    assertThat(buckets.size()).isZero();
    spend("a");
    assertThat(buckets.take("a")).isInstanceOf(Take.Empty.class);
  }

  @Test
  void isNotFullerThanFullWhenSomethingComesBackLate() {
    var late = taken("a");
    nowMs += 3_600_000;
    late.giveBack().run();
    spend("a");
    assertThat(buckets.take("a")).isInstanceOf(Take.Empty.class);
  }

  @Test
  void countsEachKeyAlone() {
    spend("a");
    spend("b");
  }

  @Test
  void forgetsTheOldestOfTooManyKeys() {
    spend("a");
    for (int i = 0; i < LocalBuckets.MAX_BUCKETS; i++) {
      taken("key-" + i);
    }
    assertThat(buckets.size()).isEqualTo(LocalBuckets.MAX_BUCKETS);
    spend("a");
  }
}
