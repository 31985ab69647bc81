package io.daegi.booking.shop;

import io.daegi.booking.shop.PulseStore.Beat;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.Periodic;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Beats once a second: the holds' clock in the database, and the shop's sign of life. */
public final class ShopVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ShopVerticle.class);
  private static final long EVERY_MS = 1_000;

  /** Three missed beats hold the queue. */
  private static final long ALIVE_FOR_MS = 3_000;

  private final PulseStore store;
  private final ShopSignal signal;
  private final Pulse pulse;
  private Periodic beat;

  public ShopVerticle(Database database, long recoveryGraceMs, ShopSignal signal, Pulse pulse) {
    this.store = new PulseStore(database, recoveryGraceMs);
    this.signal = signal;
    this.pulse = pulse;
  }

  @Override
  public Future<?> start() {
    beat = Periodic.start(vertx, "the shop's pulse", EVERY_MS, this::beat);
    return Future.succeededFuture();
  }

  private Future<Void> beat() {
    return store.beat().map(this::tell);
  }

  private Void tell(Beat beaten) {
    pulse.beat();
    if (beaten.moved() > 0) {
      LOG.info("the shop was away: {} holds got their time back", beaten.moved());
    }
    beaten.queueIds().forEach(queueId -> signal.shopAlive(queueId, ALIVE_FOR_MS));
    return null;
  }

  @Override
  public Future<?> stop() {
    beat.stop();
    return Future.succeededFuture();
  }
}
