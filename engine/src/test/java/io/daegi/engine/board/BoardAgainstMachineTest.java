package io.daegi.engine.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Answer;
import io.daegi.engine.fixture.MachineFixture;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an edge says from its board is what the owner would answer at the same moment. */
@Timeout(120)
class BoardAgainstMachineTest {

  private static final int STREAMS = 300;
  private static final int COMMANDS = 400;
  private static final long VISITORS = 200;

  @Test
  void saysOfEveryTokenWhatTheMachineAnswers() {
    long seed = Long.getLong("daegi.seed", ThreadLocalRandom.current().nextLong());
    for (int stream = 0; stream < STREAMS; stream++) {
      long streamSeed = seed + stream;
      try {
        playAndCompare(new Random(streamSeed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("fails with -Ddaegi.seed=" + streamSeed, e);
      }
    }
  }

  private static void playAndCompare(Random random) {
    MachineFixture machine = MachineFixture.leading();
    machine.create(settings -> settings(settings, random));
    var visitorOfNumber = new long[COMMANDS + 2];
    long last = 0;
    for (int i = 0; i < COMMANDS; i++) {
      last = Math.max(last, step(machine, random, visitorOfNumber, last));
    }
    machine.tick(1_000);

    Board board = new Board(1, () -> 0, () -> 0);
    board.writer(0).beginBatch(0);
    machine.replayInto(board.writer(0));
    board.writer(0).endBatch();

    assertThat(board.queue(MachineFixture.QUEUE).lastNumber()).isEqualTo(last);
    for (long number = 1; number <= last; number++) {
      Answer owner = machine.ask(number, visitorOfNumber[(int) number]);
      TokenView edge = board.token(MachineFixture.QUEUE, number);
      assertThat(edge.state()).as("number %d", number).isEqualTo(owner.state());
      assertThat(edge.remainingMs()).as("number %d", number).isEqualTo(owner.remainingMs());
    }
  }

  /** One random command; returns the number of the token that it was about, or 0. */
  private static long step(
      MachineFixture machine, Random random, long[] visitorOfNumber, long last) {
    int dice = random.nextInt(20);
    if (dice < 6 || last == 0) {
      long visitor = 1 + random.nextLong(VISITORS);
      Answer joined = machine.join(visitor);
      visitorOfNumber[(int) joined.number()] = visitor;
      return joined.number();
    }
    long number = 1 + random.nextLong(last);
    long visitor = visitorOfNumber[(int) number];
    switch (dice) {
      case 6, 7 -> machine.enter(number, visitor);
      case 8 -> machine.leave(number, visitor);
      case 9 -> machine.paid(number, visitor);
      case 10 -> machine.held(number, visitor, random.nextInt(600_000));
      case 11 -> machine.extend(number, random.nextInt(300_000));
      case 12 -> machine.seen(number, 1 + random.nextLong(last));
      case 13 -> machine.shopAlive(1_000 + random.nextInt(4_000));
      case 14 -> operate(machine, random);
      default -> machine.pass(random.nextInt(1 << random.nextInt(14)));
    }
    return 0;
  }

  private static void operate(MachineFixture machine, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> machine.leadAgain();
      case 1 -> machine.change(QueueState.DRAINING);
      case 2 -> machine.change(random.nextInt(5) == 0 ? QueueState.CLOSED : QueueState.OPEN);
      case 3, 4 -> machine.change(QueueState.PAUSED);
      default -> machine.change(QueueState.OPEN);
    }
  }

  private static QueueSettings settings(QueueSettings usual, Random random) {
    return new QueueSettings(
        usual.title(),
        1 + random.nextInt(40),
        1 + random.nextInt(50),
        1_000 + random.nextInt(30_000),
        1_000 + random.nextInt(60_000),
        61_000 + random.nextInt(60_000),
        1_000 + random.nextInt(60_000),
        usual.opensAtMs(),
        usual.passMode(),
        usual.audience(),
        usual.maxWaiting());
  }
}
