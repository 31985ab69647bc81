package io.daegi.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final Goal AT_MOST_10 = Goal.atMost(10);

  @Test
  void theMedianDecidesWhetherAGoalIsMet() {
    Figure figure = new Samples(4, 9, 5).toFigure("f", "ns", AT_MOST_10, "here");

    assertThat(figure.value()).isEqualTo(5);
    assertThat(figure.met()).isTrue();
    assertThat(figure.isNoisy()).isFalse();
    assertThat(figure.conditions()).isEqualTo("median of 3, 4 to 9; here");
  }

  @Test
  void aFigureIsNoisyWhenRoundsFallOnBothSidesOfItsGoal() {
    Figure figure = new Samples(4, 11, 5).toFigure("f", "ns", AT_MOST_10, "here");

    assertThat(figure.met()).isTrue();
    assertThat(figure.isNoisy()).isTrue();
    assertThat(MarkdownTable.of(List.of(figure), "everywhere")).contains("yes, noisy");
  }

  @Test
  void ratiosAreTakenRoundByRound() {
    Samples ratios = new Samples(10, 40, 90).dividedBy(new Samples(10, 20, 30));

    assertThat(ratios.median()).isEqualTo(2);
  }
}
