package io.daegi.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against a map of the JDK, over random work and ids that crowd into one segment. */
class VisitorIndexTest {

  private record Id(long high, long low) {}

  private final TokenTable tokens = new TokenTable();
  private final VisitorIndex index = new VisitorIndex(tokens);
  private final Map<Id, Long> expected = new HashMap<>();
  private final Map<Long, Id> numberToId = new HashMap<>();
  private long last;

  private void join(Id id) {
    tokens.add(++last, id.high(), id.low(), 0, 0);
    index.add(last, id.high(), id.low());
    expected.put(id, last);
    numberToId.put(last, id);
  }

  private void leave(long number) {
    Id id = numberToId.remove(number);
    index.remove(number, id.high(), id.low());
    expected.remove(id);
  }

  private void expectAll() {
    expected.forEach((id, number) -> assertThat(index.find(id.high(), id.low())).isEqualTo(number));
  }

  @Test
  void findsWhoeverIsThereAndNobodyElse() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 200_000; i++) {
      if (random.nextInt(3) > 0) {
        join(new Id(random.nextLong(), random.nextLong()));
      } else {
        long number = 1 + random.nextLong(last + 1);
        if (numberToId.containsKey(number)) {
          leave(number);
        }
      }
    }
    expectAll();
    for (int i = 0; i < 10_000; i++) {
      assertThat(index.find(random.nextLong(), random.nextLong())).isZero();
    }
  }

  @Test
  void worksWithIdsThatDifferInOneHalfOnly() {
    for (int i = 0; i < 5_000; i++) {
      join(new Id(0, i));
      join(new Id(i + 1L, 0));
    }
    expectAll();
    for (long number = 1; number <= last; number += 2) {
      leave(number);
    }
    expectAll();
    assertThat(index.find(0, 0)).isZero();
  }

  @Test
  void forgetsAVisitorOnceAndStaysRightWhenToldTwice() {
    join(new Id(1, 1));
    join(new Id(2, 2));
    leave(1);
    index.remove(1, 1, 1);

    assertThat(index.find(1, 1)).isZero();
    expectAll();
  }

  @Test
  void letsAVisitorComeAgainUnderANewNumber() {
    for (int i = 0; i < 1_000; i++) {
      join(new Id(3, 3));
      assertThat(index.find(3, 3)).isEqualTo(last);
      leave(last);
    }
    assertThat(index.find(3, 3)).isZero();
  }
}
