package io.daegi.booking.reservation;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.SeenPlan;
import io.daegi.booking.rules.ConcertPlan;
import io.daegi.booking.rules.SectionPlan;
import io.daegi.booking.rules.ShowPlan;
import io.daegi.booking.store.BookingLocks;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.RefusedException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables of concerts, shows and sections. */
final class CatalogueStore {

  private static final String VERSION = "select version from catalogue_version";

  private static final String CONCERTS = "select * from concert order by concert_id";

  private static final String CONCERT = "select * from concert where concert_id = $1";

  private static final String ALL_SECTIONS =
      """
      select s.concert_id, s.show_id, s.show_date, s.starts_at,
             c.name, c.row_count, c.seats_per_row, c.price
        from concert_show s join section c using (show_id)
      """;

  private static final String SECTIONS =
      ALL_SECTIONS + " order by s.concert_id, s.show_date, c.ordinal";

  private static final String SECTIONS_OF_CONCERT =
      ALL_SECTIONS + " where s.concert_id = $1 order by s.show_date, c.ordinal";

  private static final String CLAIMED =
      """
      select c.show_id, c.seat from seat_claim c join reservation r using (reservation_id)
       where r.concert_id = $1""";

  private static final String OTHER_CURRENCY =
      "select 1 from reservation where concert_id = $1 and currency <> $2 and state in"
          + " ('HELD', 'PAYING') and due_at is not null limit 1";

  private static final String PUT_CONCERT =
      """
      insert into concert (concert_id, title, queue_id, currency, hold_ttl_ms, max_seats_per_visitor)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (concert_id) do update
         set title = excluded.title, queue_id = excluded.queue_id, currency = excluded.currency,
             hold_ttl_ms = excluded.hold_ttl_ms,
             max_seats_per_visitor = excluded.max_seats_per_visitor
      returning (xmax = 0) as created""";

  private static final String DROP_SHOWS = "delete from concert_show where concert_id = $1";

  private static final String ADD_SHOW =
      "insert into concert_show (show_id, concert_id, show_date, starts_at)"
          + " values ($1, $2, $3, $4)";

  private static final String ADD_SECTION =
      "insert into section (show_id, ordinal, name, row_count, seats_per_row, price)"
          + " values ($1, $2, $3, $4, $5, $6)";

  private static final String NEXT_VERSION = "update catalogue_version set version = version + 1";

  private final Database database;

  CatalogueStore(Database database) {
    this.database = database;
  }

  Future<Long> version() {
    return database.query(VERSION, Tuple.tuple()).map(CatalogueStore::onlyLong);
  }

  /** Every concert and the version they belong to, read in one snapshot. */
  Future<CatalogueSnapshot> load() {
    return database.inTransaction(
        connection ->
            connection
                .query("set transaction isolation level repeatable read")
                .execute()
                .compose(set -> connection.query(VERSION).execute())
                .compose(
                    version ->
                        connection
                            .query(CONCERTS)
                            .execute()
                            .compose(
                                concerts ->
                                    connection
                                        .query(SECTIONS)
                                        .execute()
                                        .map(
                                            sections ->
                                                new CatalogueSnapshot(
                                                    onlyLong(version),
                                                    plans(concerts, sections))))));
  }

  /**
   * Writes the concert unless that would drop a held or sold seat; says whether it is new.
   *
   * @return fails with a {@link RefusedException} when seats are in use, or when the plan that it
   *     takes the place of is not what was seen
   */
  Future<Boolean> put(ConcertPlan plan, SeenPlan seen) {
    return database.inTransaction(
        connection ->
            BookingLocks.lockConcert(connection, plan.concertId())
                .compose(locked -> refuseWhatWasNotSeen(connection, plan, seen))
                .compose(known -> refuseWhatIsInUse(connection, plan))
                .compose(free -> connection.preparedQuery(NEXT_VERSION).execute())
                .compose(counted -> connection.preparedQuery(PUT_CONCERT).execute(tuple(plan)))
                .compose(
                    put ->
                        replaceShows(connection, plan)
                            .map(put.iterator().next().getBoolean("created"))));
  }

  private static Future<Void> refuseWhatWasNotSeen(
      SqlConnection connection, ConcertPlan plan, SeenPlan seen) {
    if (seen == null || seen.equals(SeenPlan.WHATEVER)) {
      return Future.succeededFuture();
    }
    Tuple id = Tuple.of(plan.concertId());
    return connection
        .preparedQuery(CONCERT)
        .execute(id)
        .compose(
            concert ->
                connection
                    .preparedQuery(SECTIONS_OF_CONCERT)
                    .execute(id)
                    .map(sections -> plans(concert, sections).get(plan.concertId())))
        .map(
            present -> {
              boolean isMade = plan.equals(present) && !seen.equals(SeenPlan.NOTHING);
              if (!isMade && !seen.fits(present == null ? null : present.revision())) {
                throw new RefusedException(
                    Refusal.of(RefusalCode.PRECONDITION_FAILED, "The plan is not what was seen."));
              }
              return null;
            });
  }

  private static Future<Void> refuseWhatIsInUse(SqlConnection connection, ConcertPlan plan) {
    Future<RowSet<Row>> claimed =
        connection.preparedQuery(CLAIMED).execute(Tuple.of(plan.concertId()));
    Future<RowSet<Row>> otherCurrency =
        connection
            .preparedQuery(OTHER_CURRENCY)
            .execute(Tuple.of(plan.concertId(), plan.currency()));
    return Future.all(claimed, otherCurrency)
        .map(
            both -> {
              Set<String> lost = lostSeats(plan, claimed.result());
              if (!lost.isEmpty() || otherCurrency.result().size() > 0) {
                throw new RefusedException(inUse(lost));
              }
              return null;
            });
  }

  private static Set<String> lostSeats(ConcertPlan plan, RowSet<Row> claimed) {
    Map<String, ShowPlan> idToShow =
        plan.shows().stream().collect(Collectors.toMap(ShowPlan::showId, show -> show));
    Set<String> lost = new TreeSet<>();
    for (Row row : claimed) {
      ShowPlan show = idToShow.get(row.getString("show_id"));
      if (show == null || show.find(row.getString("seat")).isEmpty()) {
        lost.add(row.getString("show_id") + " " + row.getString("seat"));
      }
    }
    return lost;
  }

  private static Refusal inUse(Set<String> lost) {
    return Refusal.ofSeats(
        RefusalCode.SEATS_IN_USE,
        "Held or sold seats would be dropped, or holds have another currency.",
        lost.stream().limit(100).toList());
  }

  private static Future<Void> replaceShows(SqlConnection connection, ConcertPlan plan) {
    List<Tuple> shows = new ArrayList<>();
    List<Tuple> sections = new ArrayList<>();
    for (ShowPlan show : plan.shows()) {
      shows.add(
          Tuple.of(
              show.showId(),
              plan.concertId(),
              show.date(),
              show.startsAt() == null ? null : show.startsAt().atOffset(ZoneOffset.UTC)));
      for (int i = 0; i < show.sections().size(); i++) {
        SectionPlan section = show.sections().get(i);
        sections.add(
            Tuple.of(
                show.showId(),
                i,
                section.name(),
                section.rows(),
                section.seatsPerRow(),
                section.price()));
      }
    }
    return connection
        .preparedQuery(DROP_SHOWS)
        .execute(Tuple.of(plan.concertId()))
        .compose(dropped -> connection.preparedQuery(ADD_SHOW).executeBatch(shows))
        .compose(added -> connection.preparedQuery(ADD_SECTION).executeBatch(sections))
        .mapEmpty();
  }

  private static Tuple tuple(ConcertPlan plan) {
    return Tuple.of(
        plan.concertId(),
        plan.title(),
        plan.queueId(),
        plan.currency(),
        plan.holdTtlMs(),
        plan.maxSeatsPerVisitor());
  }

  private static Map<String, ConcertPlan> plans(RowSet<Row> concerts, RowSet<Row> sections) {
    Map<String, Map<String, ShowPlan>> idToShows = shows(sections);
    Map<String, ConcertPlan> idToPlan = new LinkedHashMap<>();
    for (Row row : concerts) {
      String id = row.getString("concert_id");
      idToPlan.put(
          id,
          new ConcertPlan(
              id,
              row.getString("title"),
              row.getString("queue_id"),
              row.getString("currency"),
              row.getLong("hold_ttl_ms"),
              row.getInteger("max_seats_per_visitor"),
              List.copyOf(idToShows.getOrDefault(id, Map.of()).values())));
    }
    return idToPlan;
  }

  private static Map<String, Map<String, ShowPlan>> shows(RowSet<Row> sections) {
    Map<String, Map<String, ShowPlan>> idToShows = new LinkedHashMap<>();
    for (Row row : sections) {
      ShowPlan show =
          idToShows
              .computeIfAbsent(row.getString("concert_id"), id -> new LinkedHashMap<>())
              .computeIfAbsent(row.getString("show_id"), id -> emptyShow(id, row));
      show.sections()
          .add(
              new SectionPlan(
                  row.getString("name"),
                  row.getInteger("row_count"),
                  row.getInteger("seats_per_row"),
                  row.getLong("price")));
    }
    return idToShows;
  }

  private static ShowPlan emptyShow(String showId, Row row) {
    return new ShowPlan(
        showId,
        row.getLocalDate("show_date"),
        row.getOffsetDateTime("starts_at") == null
            ? null
            : row.getOffsetDateTime("starts_at").toInstant(),
        new ArrayList<>());
  }

  private static long onlyLong(RowSet<Row> rows) {
    return rows.iterator().next().getLong(0);
  }
}
