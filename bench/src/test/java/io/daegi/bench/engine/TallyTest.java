package io.daegi.bench.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;
import org.junit.jupiter.api.Test;

class TallyTest {

  private final Tally tally = new Tally();
  private final Command join = new Command().join("demo", 1, 1);
  private final Command complete = new Command().complete("demo", 1);

  @Test
  void asManyAsWereSentMustComeInAndOut() {
    tally.count(join, Outcome.DONE, 1);
    tally.count(complete, Outcome.DONE, 1);

    assertThatCode(() -> tally.verify(1, 1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> tally.verify(2, 1)).hasMessageContaining("1 joined of 2");
    assertThatThrownBy(() -> tally.verify(1, 0)).hasMessageContaining("1 completed of 0");
  }

  @Test
  void aNumberThatIsNotTheNextIsAFault() {
    tally.count(join, Outcome.DONE, 2);

    assertThatThrownBy(() -> tally.verify(1, 0)).hasRootCauseMessage("number 2 was given, not 1");
  }

  @Test
  void aRefusalIsAFault() {
    tally.count(join, Outcome.QUEUE_FULL, 0);

    assertThatThrownBy(() -> tally.await(2)).hasRootCauseMessage("JOIN was answered QUEUE_FULL");
  }
}
