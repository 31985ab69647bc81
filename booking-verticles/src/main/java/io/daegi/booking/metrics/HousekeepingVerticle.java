package io.daegi.booking.metrics;

import io.daegi.booking.store.AnswerStore;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.Periodic;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;

/** Keeps the figures fresh and forgets old answers. */
public final class HousekeepingVerticle extends VerticleBase {

  private static final long FIGURES_EVERY_MS = 5_000;
  private static final long LEDGER_EVERY_MS = 30_000;
  private static final long FORGET_EVERY_MS = 600_000;

  /** The ledger is append-only: what was checked stays right, so one hour overlaps amply. */
  private static final long LEDGER_WITHIN_MS = 3_600_000;

  private final FigureStore figures;
  private final AnswerStore answers;
  private final BookingMetrics metrics;
  private final List<Periodic> chores = new ArrayList<>();

  public HousekeepingVerticle(Database database, AnswerStore answers, BookingMetrics metrics) {
    this.figures = new FigureStore(database);
    this.answers = answers;
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    chores.add(Periodic.start(vertx, "booking's figures", FIGURES_EVERY_MS, this::count));
    chores.add(Periodic.start(vertx, "the ledger's check", LEDGER_EVERY_MS, this::check));
    chores.add(Periodic.start(vertx, "forgetting old answers", FORGET_EVERY_MS, this::forget));
    return Future.succeededFuture();
  }

  private Future<Void> count() {
    return figures
        .living()
        .map(
            living -> {
              metrics.holds(living.held(), living.paying());
              metrics.outboxRows(living.outbox());
              return null;
            });
  }

  private Future<Void> check() {
    return figures
        .imbalanced(LEDGER_WITHIN_MS)
        .map(
            imbalanced -> {
              metrics.ledgerImbalance(imbalanced);
              return null;
            });
  }

  private Future<Void> forget() {
    return answers.forgetOld().mapEmpty();
  }

  @Override
  public Future<?> stop() {
    chores.forEach(Periodic::stop);
    return Future.succeededFuture();
  }
}
