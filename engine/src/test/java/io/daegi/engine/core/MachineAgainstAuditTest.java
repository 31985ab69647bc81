package io.daegi.engine.core;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.audit.QueueAudit;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.fixture.MachineFixture;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Random visitors against the machine; its log against rules written a second time. */
class MachineAgainstAuditTest {

  private static final int SEEDS = 300;
  private static final int STEPS = 1_500;

  @Test
  void everyLogOfRandomVisitorsKeepsTheRulesAndReplaysToTheSameState() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      MachineFixture machine = live(new SplittableRandom(seed));
      var auditor = new LogAuditor();
      machine.replayInto(auditor);

      assertThat(auditor.violations()).as("seed %d", seed).isEmpty();
      assertThat(machine.replayed().digest()).as("seed %d", seed).isEqualTo(machine.digest());
      QueueAudit queue = auditor.queue(QUEUE);
      assertThat(queue.joined()).as("seed %d", seed).isPositive();
    }
  }

  private static MachineFixture live(SplittableRandom random) {
    var machine = MachineFixture.leading();
    int capacity = random.nextInt(1, 12);
    machine.create(
        s ->
            new QueueSettings(
                "x",
                capacity,
                random.nextDouble(0.5, 60),
                random.nextInt(1_000, 8_000),
                8_000,
                20_000,
                random.nextInt(1_000, 20_000),
                0,
                PassMode.ONLINE,
                "x",
                1_000));
    for (int step = 0; step < STEPS; step++) {
      act(machine, random);
    }
    return machine;
  }

  private static void act(MachineFixture machine, SplittableRandom random) {
    long visitor = random.nextInt(1, 200);
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> machine.join(visitor);
      case 3, 4 -> enterIfCalled(machine, visitor);
      case 5 -> withNumber(machine, visitor, number -> machine.leave(number, visitor));
      case 6 -> withNumber(machine, visitor, number -> machine.seen(number, number + 1));
      case 7 -> withNumber(machine, visitor, number -> machine.paid(number, visitor));
      case 8 ->
          withNumber(
              machine, visitor, number -> machine.held(number, visitor, random.nextInt(1, 10_000)));
      case 9 -> {
        if (random.nextInt(100) == 0) {
          machine.leadAgain();
        }
        if (random.nextInt(60) == 0) {
          machine.change(random.nextBoolean() ? QueueState.PAUSED : QueueState.DRAINING);
        }
      }
      case 10 -> machine.change(QueueState.OPEN);
      default -> machine.tick(random.nextInt(1, 400));
    }
  }

  private static void enterIfCalled(MachineFixture machine, long visitor) {
    withNumber(machine, visitor, number -> machine.enter(number, visitor));
  }

  /** A visitor finds its number by joining again, as people do. */
  private static void withNumber(MachineFixture machine, long visitor, LongConsumer action) {
    Answer answer = machine.join(visitor);
    if (answer.outcome() == Outcome.REPEATED) {
      action.accept(answer.number());
    }
  }
}
