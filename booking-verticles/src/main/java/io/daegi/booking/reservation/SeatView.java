package io.daegi.booking.reservation;

import io.daegi.booking.api.Availability;
import io.daegi.booking.api.AvailableDates;
import io.daegi.booking.api.AvailableDates.DateSeats;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.rules.ConcertPlan;
import io.daegi.booking.rules.SeatMaps;
import io.daegi.booking.rules.ShowPlan;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What visitors see of dates and seats. A map is at most {@link #KEEP_MS} old in this process and
 * is dropped when a seat changes here; across processes Redis tells of changes at once, and without
 * Redis the short life bounds what is missed. Nothing is decided by it: a hold asks the database.
 * On one event loop only.
 */
final class SeatView {

  /** How long a process answers from what it read last: an eye sees no difference. */
  private static final long KEEP_MS = 100;

  private static final long KEEP_COUNTS_MS = 500;

  /** How long a page that is the same for everybody waits for the database. */
  private static final long PATIENCE_MS = 250;

  private final Catalogue catalogue;
  private final SeatMapStore store;
  private final RedisSeatMaps redis;
  private final Freshly<ShowKey, SeatMap> maps;
  private final Freshly<String, Map<String, Integer>> counts;
  private final Map<String, Availability> concertToAvailability = new HashMap<>();

  private record ShowKey(String concertId, String showId) {}

  /**
   * @param redis null: seat maps are drawn from the database alone
   */
  SeatView(Catalogue catalogue, SeatMapStore store, RedisSeatMaps redis) {
    this.catalogue = catalogue;
    this.store = store;
    this.redis = redis;
    this.maps = new Freshly<>(KEEP_MS, System::nanoTime, this::read);
    this.counts = new Freshly<>(KEEP_COUNTS_MS, System::nanoTime, this::count);
  }

  Future<SeatMap> seats(ConcertPlan concert, ShowPlan show) {
    return maps.get(new ShowKey(concert.concertId(), show.showId()));
  }

  Future<AvailableDates> dates(ConcertPlan concert) {
    return counts
        .get(concert.concertId())
        .map(
            showToClaimed -> {
              List<DateSeats> dates =
                  concert.shows().stream().map(show -> dateSeats(show, showToClaimed)).toList();
              concertToAvailability.put(concert.concertId(), availability(dates));
              return new AvailableDates(dates);
            });
  }

  /** The coarse figure of everybody's pages; while the database is slow, the last one known. */
  Future<Availability> availability(ConcertPlan concert) {
    return dates(concert)
        .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
        .map(dates -> availability(dates.dates()))
        .otherwise(
            away -> concertToAvailability.getOrDefault(concert.concertId(), Availability.GOOD));
  }

  /** Seats of these shows changed, and the change is committed; done when nobody sees them old. */
  Future<Void> changed(List<ReservationRow> rows) {
    Map<String, String> showToConcert = new HashMap<>();
    rows.forEach(row -> showToConcert.put(row.showId(), row.concertId()));
    List<Future<Void>> told = new ArrayList<>();
    showToConcert.forEach((showId, concertId) -> told.add(changed(concertId, showId)));
    return Future.all(told).mapEmpty();
  }

  /** The same for one show. */
  Future<Void> changed(String concertId, String showId) {
    maps.changed(new ShowKey(concertId, showId));
    counts.changed(concertId);
    return redis == null ? Future.succeededFuture() : redis.changed(showId);
  }

  /** An operator changed the concert. */
  void changed(ConcertPlan concert) {
    counts.changed(concert.concertId());
    concert.shows().forEach(show -> maps.changed(new ShowKey(concert.concertId(), show.showId())));
  }

  private Future<SeatMap> read(ShowKey key) {
    if (redis == null) {
      return draw(key);
    }
    return redis
        .version(key.showId())
        .compose(version -> version.isEmpty() ? draw(key) : readShared(key, version.get()));
  }

  private Future<SeatMap> readShared(ShowKey key, String version) {
    String ofCatalogue = version + "." + catalogue.version();
    return redis
        .find(key.showId(), ofCatalogue)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found.get())
                    : draw(key).compose(map -> redis.keep(ofCatalogue, map).map(kept -> map)));
  }

  private Future<SeatMap> draw(ShowKey key) {
    ConcertPlan concert = catalogue.find(key.concertId()).orElseThrow();
    Optional<ShowPlan> show =
        concert.shows().stream().filter(one -> one.showId().equals(key.showId())).findFirst();
    return store
        .claims(key.showId())
        .map(claims -> SeatMaps.draw(concert.currency(), show.orElseThrow(), claims));
  }

  private Future<Map<String, Integer>> count(String concertId) {
    ConcertPlan concert = catalogue.find(concertId).orElseThrow();
    return store.counts(concert.shows().stream().map(ShowPlan::showId).toList());
  }

  private static DateSeats dateSeats(ShowPlan show, Map<String, Integer> showToClaimed) {
    int total = show.seatCount();
    int claimed = showToClaimed.getOrDefault(show.showId(), 0);
    return new DateSeats(show.showId(), show.date(), total - claimed, total);
  }

  private static Availability availability(List<DateSeats> dates) {
    long available = dates.stream().mapToLong(DateSeats::available).sum();
    long total = dates.stream().mapToLong(DateSeats::total).sum();
    return ConcertPlan.availability(available, total);
  }
}
