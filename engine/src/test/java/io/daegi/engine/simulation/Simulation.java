package io.daegi.engine.simulation;

import static io.daegi.engine.simulation.Violation.unless;

import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.command.OutcomeKind;
import io.daegi.engine.core.Machine;
import io.daegi.engine.fixture.FaultyLog;
import io.daegi.engine.fixture.SnapshotCopy;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.Replica;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.model.VisitorId;
import io.daegi.engine.shard.BookingOutcome;
import io.daegi.engine.shard.InlineShard;
import io.daegi.engine.state.StateDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One life of a partition, drawn from a seed: the same seed is the same life. */
public final class Simulation {

  private static final int STEPS = 250;
  static final int VISITORS = 24;
  static final long VISITOR_HIGH = 7;

  final SplittableRandom random;
  final FaultyLog log;
  final LogModel truth;
  final List<BookingOutcome> outcomes = new ArrayList<>();
  final List<QueueSettings> settings = new ArrayList<>();
  private final BatchReader truthReader;
  private final SimulatedNode[] nodes = new SimulatedNode[2];
  private final SimulatedEdge[] edges = new SimulatedEdge[2];
  private final Crowd crowd;
  private final boolean wallSteps;
  private long nowNs = 1_000_000_000L;
  private long wallMs = 1_700_000_000_000L;
  private long lastFence;
  private long livedMs = 4_000;
  private boolean outage;
  private boolean stuck;

  private Simulation(long seed, Plant plant) {
    random = new SplittableRandom(seed);
    truth = new LogModel(outcomes, true);
    truthReader = new BatchReader(0, truth);
    log =
        plant == Plant.REPLAY_BEFORE_FENCING
            ? new ReadsEndFirst(0, random::nextBoolean, this::committed)
            : new FaultyLog(0, random::nextBoolean, this::committed);
    wallSteps = random.nextInt(4) == 0;
    for (int i = 0; i < nodes.length; i++) {
      FormatVersion format = FormatVersion.WRITABLE.get(i);
      nodes[i] = new SimulatedNode("node-" + i, log, format, () -> nowNs, () -> wallMs);
    }
    for (int i = 0; i < edges.length; i++) {
      edges[i] =
          new SimulatedEdge(
              () -> nowNs, () -> wallMs, outcomes, plant == Plant.EDGE_THAT_TRUSTS_AN_OLD_BOARD);
    }
    crowd = new Crowd(this);
  }

  /**
   * Lives through the seed.
   *
   * @throws Violation when a rule breaks
   */
  public static void run(long seed, Plant plant) {
    var simulation = new Simulation(seed, plant);
    try {
      simulation.live();
    } catch (FormatException e) {
      throw (Violation) new Violation("the log cannot be read: " + e.getMessage()).initCause(e);
    }
  }

  private void live() {
    for (int step = 0; step < STEPS; step++) {
      disturb();
      lead();
      crowd.act();
      pass(1 + random.nextInt(500));
      checkAll();
    }
    recover();
    checkAll();
  }

  private void committed(FaultyLog.Committed record) {
    long epochBefore = truth.epoch();
    truthReader.read(record.batch(), "memory");
    unless(record.fence() >= lastFence, "a writer writes after its fence");
    unless(
        record.fence() == lastFence || truth.epoch() > epochBefore,
        "a new writer's first word is not that it leads");
    lastFence = record.fence();
  }

  /** The node whose shard may write, if there is one that acts. */
  InlineShard leader() {
    for (SimulatedNode node : nodes) {
      InlineShard shard = node.acting();
      if (shard != null && shard.machine().epoch() == truth.epoch()) {
        return shard;
      }
    }
    return null;
  }

  /** Any shard that believes to lead: visitors do not know who really does. */
  SimulatedNode someNode() {
    int first = random.nextInt(nodes.length);
    for (int i = 0; i < nodes.length; i++) {
      SimulatedNode node = nodes[(first + i) % nodes.length];
      if (node.acting() != null) {
        return node;
      }
    }
    return null;
  }

  private void disturb() {
    switch (random.nextInt(120)) {
      case 0, 1 -> nodes[random.nextInt(2)].takeOver();
      case 2 -> nodes[random.nextInt(2)].kill();
      case 3, 4 -> nodes[random.nextInt(2)].stop();
      case 5, 6, 7, 8 -> nodes[random.nextInt(2)].wake();
      case 9 -> log.failNext(FaultyLog.Fault.LOST_ACK);
      case 10 -> log.failNext(FaultyLog.Fault.REFUSED);
      case 11 -> log.failNext(FaultyLog.Fault.IN_DOUBT);
      case 12 -> log.setAway(true);
      case 13, 14, 15 -> log.setAway(false);
      case 16 -> standStill(1_000L << random.nextInt(17));
      case 17 -> stickTheLog();
      case 18 -> {
        if (wallSteps) {
          wallMs += random.nextBoolean() ? 3_600_000 : -5_000;
        }
      }
      default -> {}
    }
  }

  private void lead() {
    if (leader() == null && random.nextInt(4) == 0) {
      SimulatedNode node = nodes[random.nextInt(2)];
      if (!node.isStopped()) {
        node.takeOver();
      }
    }
  }

  /** Everything stops: nobody ticks, nobody commits, and time goes by. */
  private void standStill(long ms) {
    advance(ms);
    outage = true;
  }

  /** An append hangs while the process and its clock go on. */
  private void stickTheLog() {
    stuck = true;
    for (int i = 60 + random.nextInt(100); i > 0; i--) {
      pass(100);
    }
    stuck = false;
  }

  private void advance(long ms) {
    nowNs += ms * 1_000_000;
    wallMs += ms;
  }

  private void pass(long ms) {
    advance(ms);
    InlineShard leading = leader();
    if (leading == null || stuck) {
      outage = true;
    } else {
      livedMs += ms + (outage ? 4_000 : 0);
      outage = false;
    }
    for (SimulatedNode node : nodes) {
      InlineShard shard = node.acting();
      if (shard != null) {
        shard.tick();
        deliverOutcomes(shard);
        turn(shard);
      }
    }
    for (SimulatedEdge edge : edges) {
      edge.follow(log, random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(6));
    }
    if (random.nextInt(3) == 0) {
      log.show();
    }
  }

  private void turn(InlineShard shard) {
    shard.apply();
    while (!stuck && shard.undurable() > 0) {
      shard.turn(1 + random.nextInt(8));
    }
  }

  private void deliverOutcomes(InlineShard shard) {
    while (shard.nextOutcome() < outcomes.size() && shard.hasRoom() && random.nextInt(4) != 0) {
      shard.deliver(outcomes.get((int) shard.nextOutcome()));
    }
  }

  /** The booking side tells that something happened to a token. */
  void tellOutcome(OutcomeKind kind, String queueId, long number, long visitor, long holdMs) {
    outcomes.add(
        new BookingOutcome(
            kind, queueId, number, new VisitorId(VISITOR_HIGH, visitor), holdMs, outcomes.size()));
  }

  private void checkAll() {
    unless(
        truth.toldMs() <= livedMs,
        "the log tells %d ms of which %d were lived",
        truth.toldMs(),
        livedMs);
    for (SimulatedEdge edge : edges) {
      edge.check();
      if (!wallSteps) {
        checkLease(edge);
      }
    }
    if (random.nextInt(25) == 0) {
      checkReplay();
    }
  }

  /** Nobody is let in whose slot was given on. */
  private void checkLease(SimulatedEdge edge) {
    for (ModelQueue queue : truth.queues) {
      for (ModelToken token : queue.tokens) {
        if (token.state == TokenState.EXPIRED) {
          unless(
              !edge.saysYes(queue.queueId, token.number),
              "an edge lets %d in after its slot was freed",
              token.number);
        }
      }
    }
  }

  private void checkReplay() {
    InlineShard leading = leader();
    if (leading != null && leading.undurable() == 0) {
      List<FaultyLog.Committed> records = log.committed();
      int cut = random.nextInt(records.size() + 1);
      var straight = new Replica(0, new Machine(0), BoardWriter.unread(0), -1);
      read(straight, records.subList(0, cut));
      Replica restored = SnapshotCopy.of(straight);
      read(straight, records.subList(cut, records.size()));
      read(restored, records.subList(cut, records.size()));
      unless(
          restored.machine().digest() == leading.machine().digest(),
          "a replay from a snapshot ends in another state");
      unless(
          StateDigest.of(restored.board()::writeTo) == StateDigest.of(straight.board()::writeTo),
          "a board from a snapshot shows something else");
    }
  }

  private static void read(Replica replica, List<FaultyLog.Committed> records) {
    records.forEach(record -> replica.read(record.batch(), "memory"));
  }

  /** After all trouble somebody leads, and everybody is answered. */
  private void recover() {
    log.setAway(false);
    log.failNext(FaultyLog.Fault.NONE);
    for (SimulatedNode node : nodes) {
      node.wake();
    }
    for (int i = 0; i < 20; i++) {
      if (leader() == null) {
        unless(nodes[0].takeOver(), "nobody can lead although the log answers");
      }
      pass(100);
    }
    unless(leader() != null, "nobody leads although the log answers");
    unless(crowd.canJoin(), "nobody can join although somebody leads");
    log.show();
    for (SimulatedEdge edge : edges) {
      edge.follow(log, Integer.MAX_VALUE);
    }
  }

  /** Runs what was sent until it is answered, for whoever waits. */
  void settle(InlineShard shard) {
    turn(shard);
  }

  static boolean isKnown(Outcome outcome) {
    return outcome != Outcome.UNKNOWN && outcome != Outcome.UNAVAILABLE;
  }
}
