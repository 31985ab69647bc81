package io.daegi.bench.engine;

import io.daegi.bench.peers.Visitors;
import io.daegi.engine.core.Machine;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueSettings;

/**
 * The work that every rung does: visitors join with ids of their own, then batch after batch is
 * called by a tick, and everybody who was called completes. A crowd can go on from one rung to
 * another that has the same state.
 */
final class Crowd {

  static final int BATCH = 4_096;
  static final String QUEUE = "demo";
  private static final long TICK_MS = 100;
  private static final long START_MS = 1_790_000_000_000L;

  private final int batch;
  private Rung rung;
  private long sent;
  private long lastVisitor;
  private long lastCompleted;
  private long wallMs = START_MS;

  Crowd(Rung rung) {
    this(rung, BATCH);
  }

  /**
   * @param batch how many are called at a time
   */
  Crowd(Rung rung, int batch) {
    this.rung = rung;
    this.batch = batch;
  }

  /** A crowd of whom so many wait, beside the machine in which they do; it goes on elsewhere. */
  static Crowd waiting(Machine machine, int visitors, int batch) {
    var crowd = new Crowd(new MachineRung(machine), batch);
    crowd.openTheQueue();
    crowd.join(visitors);
    return crowd;
  }

  /** Goes on before another rung, whose tally has counted those who joined already. */
  void moveTo(Rung next) {
    rung = next;
    sent = 0;
  }

  /** Goes on by another way into the same rung, with the same tally. */
  void detourOver(Rung way) {
    rung = way;
  }

  void openTheQueue() {
    rung.claim().lead("bench", "engine.0.1", START_MS);
    send();
    rung.claim().createQueue(QUEUE, settings());
    send();
    rung.tally().await(sent);
  }

  /** So many join, and all are answered. */
  void join(int visitors) {
    for (int i = 0; i < visitors; i++) {
      joinOne();
    }
    rung.tally().await(sent);
  }

  /** One joins; the answer is not awaited. */
  void joinOne() {
    lastVisitor++;
    rung.claim().join(QUEUE, Visitors.high(lastVisitor), lastVisitor);
    send();
  }

  /** As many as wait, or more than that, are called, batch after batch, and complete. */
  void pass(int visitors) {
    long last = Math.min(lastVisitor, lastCompleted + visitors);
    while (lastCompleted < last) {
      tick();
      completeUpTo(Math.min(last, lastCompleted + batch));
    }
    rung.tally().await(sent);
  }

  /** So many times a batch joins, and another is called and completes: as many wait as before. */
  void turnOver(int times) {
    for (int i = 0; i < times; i++) {
      for (int j = 0; j < batch; j++) {
        joinOne();
      }
      tick();
      completeUpTo(lastCompleted + batch);
    }
    rung.tally().await(sent);
  }

  /** Calls a batch; the answer is not awaited. */
  void tick() {
    wallMs += TICK_MS;
    rung.claim().tick(TICK_MS, wallMs);
    send();
  }

  private void completeUpTo(long last) {
    while (lastCompleted < last) {
      rung.claim().complete(QUEUE, ++lastCompleted);
      send();
    }
  }

  /** Asks for the token of whoever joined last; the answer is not awaited. */
  void askOne() {
    rung.claim().ask(QUEUE, lastVisitor, Visitors.high(lastVisitor), lastVisitor);
    send();
  }

  /** Waits for the answers to all that was sent. */
  void await() {
    rung.tally().await(sent);
  }

  long joined() {
    return lastVisitor;
  }

  long completed() {
    return lastCompleted;
  }

  /** Checks that everybody who was sent came in, and out. */
  void verify() {
    rung.tally().verify(lastVisitor, lastCompleted);
  }

  private void send() {
    rung.publish();
    sent++;
  }

  private QueueSettings settings() {
    QueueSettings usual = QueueSettings.defaults(QUEUE);
    return new QueueSettings(
        usual.title(),
        batch,
        Limits.MAX_ADMIT_PER_SECOND,
        usual.readyTtlMs(),
        usual.activeTtlMs(),
        usual.sessionMaxMs(),
        usual.waitingTtlMs(),
        usual.opensAtMs(),
        usual.passMode(),
        usual.audience(),
        usual.maxWaiting());
  }
}
