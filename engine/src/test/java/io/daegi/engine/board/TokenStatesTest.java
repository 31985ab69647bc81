package io.daegi.engine.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class TokenStatesTest {

  private final TokenStates states = new TokenStates();

  @Test
  void everyNumberStartsAtZero() {
    assertThat(states.get(1)).isZero();
    assertThat(states.get(9_999_999)).isZero();
  }

  @Test
  void replacesAcrossChunksAndLeavesTheNeighboursAlone() {
    int replaced = states.replace(10, 200_000, 0, 7);

    assertThat(replaced).isEqualTo(199_991);
    assertThat(states.get(9)).isZero();
    assertThat(states.get(10)).isEqualTo(7);
    assertThat(states.get(65_536)).isEqualTo(7);
    assertThat(states.get(200_000)).isEqualTo(7);
    assertThat(states.get(200_001)).isZero();
  }

  @Test
  void agreesWithAnArrayAfterRandomChanges() {
    long seed = Long.getLong("daegi.seed", ThreadLocalRandom.current().nextLong());
    var random = new Random(seed);
    int[] naive = new int[70_000];
    for (int round = 0; round < 20_000; round++) {
      int number = 64_000 + random.nextInt(3_000);
      int code = random.nextInt(16);
      states.set(number, code);
      naive[number] = code;
      if (round % 10 == 0) {
        replaceInBoth(random, naive);
      }
    }
    for (int number = 0; number < naive.length; number++) {
      assertThat(states.get(number)).as("-Ddaegi.seed=%d", seed).isEqualTo(naive[number]);
    }
  }

  private void replaceInBoth(Random random, int[] naive) {
    int from = 64_000 + random.nextInt(3_000);
    int to = from + random.nextInt(100);
    int before = random.nextInt(16);
    int after = random.nextInt(16);
    int expected = 0;
    for (int number = from; number <= to; number++) {
      if (naive[number] == before) {
        naive[number] = after;
        expected++;
      }
    }
    assertThat(states.replace(from, to, before, after)).isEqualTo(expected);
  }
}
