package io.daegi.engine.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class WaitingRankTest {

  private static final int CHUNK = 1 << 16;

  private final WaitingRank rank = new WaitingRank();
  private final BitSet naive = new BitSet();
  private int last;

  @Test
  void countsAcrossBlocksAndChunks() {
    appendTo(5 * CHUNK + 777);

    assertThat(rank.below(1)).isZero();
    assertThat(rank.below(513)).isEqualTo(512);
    assertThat(rank.below(CHUNK)).isEqualTo(CHUNK - 1);
    assertThat(rank.below(5 * CHUNK + 777)).isEqualTo(5 * CHUNK + 776);
  }

  @Test
  void aCallOfManyChunksEmptiesThemAndCorrectsWhatFollows() {
    appendTo(5 * CHUNK);

    rank.removeRange(1, 3 * CHUNK + 100);

    assertThat(rank.below(3 * CHUNK + 101)).isZero();
    assertThat(rank.below(5 * CHUNK)).isEqualTo(2 * CHUNK - 101);
  }

  @Test
  void agreesWithABitSetAfterRandomChanges() {
    long seed = Long.getLong("daegi.seed", ThreadLocalRandom.current().nextLong());
    var random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      change(random);
      if (last > 0) {
        int number = 1 + random.nextInt(last);
        assertThat(rank.below(number))
            .as("number %d of %d with -Ddaegi.seed=%d", number, last, seed)
            .isEqualTo(naive.get(0, number).cardinality());
      }
    }
  }

  private void change(Random random) {
    int dice = random.nextInt(10);
    if (dice < 3 || last == 0) {
      appendTo(last + 1 + random.nextInt(700));
      return;
    }
    int number = 1 + random.nextInt(last);
    if (dice == 3) {
      int to = Math.min(last, number + random.nextInt(1 << random.nextInt(18)));
      rank.removeRange(number, to);
      naive.clear(number, to + 1);
    } else if (naive.get(number)) {
      rank.remove(number);
      naive.clear(number);
    } else {
      rank.restore(number);
      naive.set(number);
    }
  }

  private void appendTo(int number) {
    while (last < number) {
      rank.append(++last);
      naive.set(last);
    }
  }
}
