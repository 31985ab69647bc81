package io.daegi.engine.simulation;

import static io.daegi.engine.simulation.Violation.unless;

import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.command.OutcomeKind;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.shard.InlineShard;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Visitors, operators, origins and the shop: what they send, and what they may be told. */
final class Crowd {

  private static final int QUEUES = 2;

  private final Simulation world;
  private final SplittableRandom random;
  private boolean shopIsUp;
  private final long[][] numbers = new long[QUEUES][Simulation.VISITORS + 1];

  Crowd(Simulation world) {
    this.world = world;
    this.random = world.random;
  }

  void act() {
    if (world.truth.queues.isEmpty()) {
      QueueSettings made = settings();
      send(c -> c.createQueue("q0", made), answered -> {});
    }
    shopIsUp ^= random.nextInt(shopIsUp ? 150 : 25) == 0;
    if (shopIsUp && random.nextBoolean()) {
      shop(0, "q0");
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      int queue = random.nextInt(10) == 0 ? 1 : 0;
      actIn(queue, "q" + queue, 1 + random.nextInt(Simulation.VISITORS));
    }
  }

  private void actIn(int queue, String queueId, int visitor) {
    long number = numbers[queue][visitor];
    switch (random.nextInt(21)) {
      case 0, 1, 2, 3, 4 -> join(queue, queueId, visitor);
      case 5, 6, 7, 8 -> ofToken(number, c -> c.enter(queueId, number, 7, visitor));
      case 9 -> ofToken(number, c -> c.leave(queueId, number, 7, visitor));
      case 10, 11 -> ofToken(number, c -> c.ask(queueId, number, 7, visitor));
      case 12, 13 -> seen(queue, queueId, number);
      case 14 -> ofToken(number, c -> c.complete(queueId, number));
      case 15 -> ofToken(number, c -> c.abandon(queueId, number));
      case 16 -> {
        long byMs = random.nextInt(20_000);
        ofToken(number, c -> c.extend(queueId, number, byMs));
      }
      case 17, 18 -> outcome(queueId, number, visitor);
      case 19 -> strangersAsk(queueId, number, visitor);
      default -> operate(queue, queueId);
    }
  }

  private void join(int queue, String queueId, int visitor) {
    send(
        c -> c.join(queueId, Simulation.VISITOR_HIGH, visitor),
        answered -> {
          if (answered.answer().outcome().isAccepted()) {
            long number = answered.answer().number();
            ModelToken token = world.truth.queues.get(queue).token(number);
            unless(token.visitor == visitor, "%d is told number %d", visitor, number);
            numbers[queue][visitor] = number;
          }
        });
  }

  private void ofToken(long number, Consumer<Command> filler) {
    if (number == 0) {
      return;
    }
    boolean twice = random.nextInt(3) == 0;
    send(filler, answered -> checkState(answered, number));
    if (twice) {
      sendAgain(filler);
    }
  }

  /** What was told about a token is in the log at that moment. */
  private void checkState(Envelope answered, long number) {
    TokenState told = answered.answer().state();
    boolean done = answered.answer().outcome() == Outcome.DONE;
    if (told == null || !done) {
      return;
    }
    int queue = answered.command().queueId().equals("q0") ? 0 : 1;
    ModelToken token = world.truth.queues.get(queue).token(number);
    switch (answered.command().type()) {
      case ENTER ->
          unless(
              token.state == TokenState.ACTIVE || !token.living,
              "%d is told it entered and is %s",
              number,
              token.state);
      case LEAVE, COMPLETE, ABANDON ->
          unless(!token.living, "%d is told it ended and is %s", number, token.state);
      default -> {}
    }
  }

  private void sendAgain(Consumer<Command> filler) {
    SimulatedNode node = world.someNode();
    if (node == null || !node.acting().hasRoom()) {
      return;
    }
    InlineShard shard = node.acting();
    shard.apply();
    shard.send(filler, answered -> {});
    shard.apply();
    shard.send(
        filler,
        answered ->
            unless(
                answered.answer().outcome() != Outcome.DONE,
                "%s is done twice",
                answered.command().type()));
    shard.apply();
    world.settle(shard);
  }

  private void seen(int queue, String queueId, long number) {
    if (number == 0) {
      return;
    }
    long sentMs = world.truth.queues.get(queue).waitingMs;
    send(
        c -> c.seen(queueId, new long[] {number}),
        answered -> {
          ModelToken token = world.truth.queues.get(queue).token(number);
          token.seenMs = Math.max(token.seenMs, sentMs);
        });
  }

  private void outcome(String queueId, long number, int visitor) {
    OutcomeKind kind = OutcomeKind.values()[random.nextInt(3)];
    for (int i = random.nextInt(5) == 0 ? 2 : 1; i > 0; i--) {
      world.tellOutcome(kind, queueId, number, visitor, random.nextInt(40_000));
    }
  }

  private void shop(int queue, String queueId) {
    if (world.truth.queues.size() <= queue) {
      return;
    }
    ModelQueue model = world.truth.queues.get(queue);
    long sentMs = model.toldMs();
    long epoch = world.truth.epoch();
    model.shopMayLive(3_000);
    send(
        c -> c.shopAlive(queueId, 3_000),
        answered -> {
          if (world.truth.epoch() == epoch) {
            model.shopLives(sentMs, 3_000);
          }
        });
  }

  private void strangersAsk(String queueId, long number, int visitor) {
    if (number == 0) {
      return;
    }
    send(
        c -> c.enter(queueId, number, 7, visitor + 1_000_000L),
        answered ->
            unless(answered.answer().outcome() != Outcome.DONE, "a stranger enters as %d", number));
  }

  private void operate(int queue, String queueId) {
    if (world.truth.queues.size() <= queue) {
      if (world.truth.queues.size() == queue) {
        QueueSettings made = settings();
        send(c -> c.createQueue(queueId, made), answered -> {});
      }
      return;
    }
    switch (random.nextInt(40)) {
      case 0 -> send(c -> c.changeState(queueId, QueueState.CLOSED, "end"), answered -> {});
      case 1, 2 -> send(c -> c.changeState(queueId, QueueState.DRAINING, ""), answered -> {});
      case 3, 4, 5, 6, 7, 8 ->
          send(c -> c.changeState(queueId, QueueState.PAUSED, ""), answered -> {});
      case 9, 10, 11, 12, 13, 14 -> {
        QueueSettings changed = settings();
        int version = 1 + random.nextInt(3);
        send(c -> c.changeSettings(queueId, changed, version), answered -> {});
      }
      case 15 -> send(c -> c.setMessage(queueId, "m" + random.nextInt(3)), answered -> {});
      default -> send(c -> c.changeState(queueId, QueueState.OPEN, ""), answered -> {});
    }
  }

  private QueueSettings settings() {
    double rate = random.nextInt(4) == 0 ? random.nextDouble(0.3, 1) : random.nextDouble(1, 60);
    return new QueueSettings(
        "x",
        1 + random.nextInt(8),
        rate,
        1_000 + random.nextInt(6_000),
        1_000 + random.nextInt(8_000),
        9_000 + random.nextInt(12_000),
        1_000 + random.nextInt(12_000),
        random.nextInt(4) == 0 ? 1_700_000_000_000L + random.nextInt(20_000) : 0,
        random.nextInt(3) == 0 ? PassMode.OFFLINE : PassMode.ONLINE,
        "x",
        8 + random.nextInt(20));
  }

  private boolean send(Consumer<Command> filler, Consumer<Envelope> told) {
    SimulatedNode node = world.someNode();
    if (node == null || !node.acting().hasRoom()) {
      return false;
    }
    InlineShard shard = node.acting();
    return shard.send(filler, answered -> tell(shard, answered, told));
  }

  /** An answer leaves the engine: it is durable, and by whoever leads. */
  private void tell(InlineShard shard, Envelope answered, Consumer<Envelope> told) {
    if (!Simulation.isKnown(answered.answer().outcome())) {
      return;
    }
    unless(
        answered.version() >= 0 && answered.version() <= world.truth.version(),
        "%s is answered by batch %d when the log ends at %d",
        answered.command().type(),
        answered.version(),
        world.truth.version());
    unless(
        shard.machine().epoch() == world.truth.epoch(),
        "epoch %d answers when %d leads",
        shard.machine().epoch(),
        world.truth.epoch());
    told.accept(answered);
  }

  /** Whether a fresh visitor gets an answer from whoever leads. */
  boolean canJoin() {
    InlineShard shard = world.leader();
    var answers = new int[1];
    shard.send(c -> c.join("q0", Simulation.VISITOR_HIGH, 999), answered -> answers[0]++);
    world.settle(shard);
    return answers[0] == 1;
  }
}
