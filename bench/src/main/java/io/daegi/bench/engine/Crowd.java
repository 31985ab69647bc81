package io.daegi.bench.engine;

import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueSettings;

/**
 * The work that every rung does: all visitors join with ids of their own, then batch after batch is
 * called by a tick, and everybody who was called completes.
 */
final class Crowd {

  static final int BATCH = 4_096;
  private static final String QUEUE = "demo";
  private static final long TICK_MS = 100;
  private static final long START_MS = 1_790_000_000_000L;

  private final Rung rung;
  private long sent;
  private long wallMs = START_MS;

  Crowd(Rung rung) {
    this.rung = rung;
  }

  void openTheQueue() {
    rung.claim().lead("bench", "engine.0.1", START_MS);
    send();
    rung.claim().createQueue(QUEUE, settings());
    send();
    rung.tally().await(sent);
  }

  void admit(int visitors) {
    for (long visitor = 1; visitor <= visitors; visitor++) {
      rung.claim().join(QUEUE, idOf(visitor), visitor);
      send();
    }
    for (long first = 1; first <= visitors; first += BATCH) {
      wallMs += TICK_MS;
      rung.claim().tick(TICK_MS, wallMs);
      send();
      long last = Math.min(visitors, first + BATCH - 1);
      for (long number = first; number <= last; number++) {
        rung.claim().complete(QUEUE, number);
        send();
      }
    }
    rung.tally().await(sent);
  }

  private void send() {
    rung.publish();
    sent++;
  }

  /** The upper half of a pseudonym: as scattered as a hash. */
  private static long idOf(long visitor) {
    long mixed = (visitor ^ (visitor >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
    return mixed ^ (mixed >>> 33);
  }

  private static QueueSettings settings() {
    QueueSettings usual = QueueSettings.defaults(QUEUE);
    return new QueueSettings(
        usual.title(),
        BATCH,
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
