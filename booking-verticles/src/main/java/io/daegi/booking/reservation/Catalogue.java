package io.daegi.booking.reservation;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.ShowRef;
import io.daegi.booking.rules.ConcertPlan;
import io.daegi.booking.rules.ShowPlan;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every concert, in memory; kept up to date by {@link #refresh()} each second. A hold checks the
 * version within its transaction, so that it is never decided by an old plan.
 */
final class Catalogue {

  private final CatalogueStore store;
  private volatile CatalogueSnapshot now = new CatalogueSnapshot(-1, Map.of());

  Catalogue(CatalogueStore store) {
    this.store = store;
  }

  /** Loads what changed since. */
  Future<Void> refresh() {
    return store
        .version()
        .compose(
            version ->
                version == now.version() ? Future.succeededFuture() : store.load().map(this::set));
  }

  private Void set(CatalogueSnapshot loaded) {
    if (loaded.version() > now.version()) {
      now = loaded;
    }
    return null;
  }

  Optional<ConcertPlan> find(String concertId) {
    return Optional.ofNullable(now.idToPlan().get(concertId));
  }

  /** A concert and one of its shows. */
  record Found(ConcertPlan concert, ShowPlan show) {}

  /**
   * A concert that the caller's token is good for.
   *
   * @param caller null where the concert is public
   */
  Reply<ConcertPlan> findFor(Caller caller, String concertId) {
    ConcertPlan plan = now.idToPlan().get(concertId);
    if (plan == null) {
      return Reply.refused(
          Refusal.of(RefusalCode.CONCERT_UNKNOWN, "There is no concert " + concertId + "."));
    }
    if (caller != null && !plan.queueId().equals(caller.queueId())) {
      return Reply.refused(
          Refusal.of(
              RefusalCode.WRONG_QUEUE, "This concert is behind the queue " + plan.queueId() + "."));
    }
    return Reply.done(plan);
  }

  /** The same with one of its shows. */
  Reply<Found> findFor(Caller caller, ShowRef ref) {
    return switch (findFor(caller, ref.concertId())) {
      case Reply.Refused<ConcertPlan> refused -> Reply.refused(refused.refusal());
      case Reply.Done<ConcertPlan> concert ->
          concert
              .value()
              .find(ref)
              .map(show -> Reply.done(new Found(concert.value(), show)))
              .orElseGet(
                  () ->
                      Reply.refused(
                          Refusal.of(RefusalCode.SHOW_UNKNOWN, "The concert has no such show.")));
    };
  }

  Collection<ConcertPlan> all() {
    return now.idToPlan().values();
  }

  long version() {
    return now.version();
  }

  /** The queues that stand in front of a concert. */
  List<String> queueIds() {
    return all().stream().map(ConcertPlan::queueId).distinct().sorted().toList();
  }
}
