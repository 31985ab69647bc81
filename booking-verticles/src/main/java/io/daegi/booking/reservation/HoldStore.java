package io.daegi.booking.reservation;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.outbox.BookingEvent;
import io.daegi.booking.outbox.EventOwner;
import io.daegi.booking.outbox.EventType;
import io.daegi.booking.outbox.OutboxStore;
import io.daegi.booking.rules.SeatSelection;
import io.daegi.booking.store.AnswerStore;
import io.daegi.booking.store.BookingLocks;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.Trouble;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Makes temporary holds: all seats or none, because the claims of one hold are one insert into a
 * table whose primary key is the seat. What follows from the commit (event, stored answer) is in
 * the same transaction.
 */
final class HoldStore {

  static final TypeReference<Reservation> ANSWER = new TypeReference<>() {};

  private static final String SEAT_KEY = "seat_claim_pkey";

  private static final String STANDING =
      """
      select (select version from catalogue_version) as catalogue,
             clock_timestamp() as now,
             (select coalesce(sum(cardinality(seats)), 0) from reservation
               where visitor = $1 and concert_id = $2
                 and state in ('HELD', 'PAYING', 'CONFIRMED', 'REFUNDING')) as seats,
             (select reservation_id from reservation
               where visitor = $1 and show_id = $3 and seats = $4
                 and state = 'HELD' and hold_until > shop_now() limit 1) as same,
             array(select seat from seat_claim join reservation using (reservation_id)
                    where seat_claim.show_id = $3 and seat = any($4)
                      and visitor <> $1) as taken""";

  private static final String FIND = "select * from reservation where reservation_id = $1";

  private static final String HOLD =
      """
      insert into reservation (reservation_id, visitor, queue_id, token_id, number, generation,
          partition, concert_id, show_id, show_date, seats, amount, currency, state, created_at,
          hold_until)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'HELD', $14, $15)
      returning *""";

  private static final String CLAIM =
      """
      insert into seat_claim (show_id, seat, reservation_id)
      select $1, seat, $2 from unnest($3::text[]) with ordinality as asked (seat, place)
       order by place""";

  private static final String TAKEN =
      "select seat from seat_claim where show_id = $1 and seat = any($2)";

  /** Keeps the answer and tells the failure, unless an answer is kept already. */
  private static final String REFUSE =
      """
      with kept as (
        insert into stored_answer (visitor, route, key, body_hash, answer)
        values ($1, $2, $3, $4, $5) on conflict do nothing returning key)
      insert into outbox (partition, event_id, type, token_id, subject, data, hold_until)
      select $6::int, $7::uuid, $8::text, $9::text, $10::text, $11::text, $12::timestamptz
        from kept""";

  private final Database database;
  private final AnswerStore answers;
  private final SeatRush rush = new SeatRush();

  HoldStore(Database database, AnswerStore answers) {
    this.database = database;
    this.answers = answers;
  }

  /** The plan was changed by an operator: the selection has to be made again. */
  static final class StaleCatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleCatalogueException() {
      super("the catalogue changed", null, false, false);
    }
  }

  /** What a visitor has already, and which of the wanted seats somebody has. */
  private record Standing(
      long catalogue, OffsetDateTime now, long seats, UUID same, List<String> taken) {}

  /** Holds, answers the caller's own hold of these seats again, or refuses. */
  Future<Reply<Reservation>> hold(HoldRequest ask) {
    return rush.awaitOthers(ask)
        .compose(
            lost ->
                lost.isEmpty()
                    ? rush.attempt(ask, () -> tryToHold(ask))
                    : refuse(ask, taken(lost)));
  }

  private Future<Reply<Reservation>> tryToHold(HoldRequest ask) {
    return standing(database::query, ask).compose(standing -> tryToHold(ask, standing));
  }

  /** The answer given under this key before. */
  Future<Optional<Reply<Reservation>>> recall(AnswerStore.Slot slot) {
    return answers.recall(slot, ANSWER);
  }

  /** A crowd around a seat that somebody has is refused without a lock. */
  private Future<Reply<Reservation>> tryToHold(HoldRequest ask, Standing seen) {
    if (seen.catalogue() == ask.catalogueVersion() && !seen.taken().isEmpty()) {
      return refuse(ask, taken(seen.taken()));
    }
    return database
        .inTransaction(connection -> hold(connection, ask))
        .recover(
            cause ->
                Trouble.isDuplicate(cause, SEAT_KEY)
                    ? taken(ask).compose(refusal -> refuse(ask, refusal))
                    : Future.failedFuture(cause));
  }

  private Future<Reply<Reservation>> hold(SqlConnection connection, HoldRequest ask) {
    return Future.all(
            BookingLocks.shareConcert(connection, ask.concert().concertId()),
            BookingLocks.lockVisitor(connection, ask.owner().visitor()))
        .compose(locked -> AnswerStore.recall(connection, ask.slot(), ANSWER))
        .compose(
            stored ->
                stored.isPresent()
                    ? Future.succeededFuture(stored.get())
                    : standing((sql, about) -> connection.preparedQuery(sql).execute(about), ask)
                        .compose(standing -> decide(connection, ask, standing)));
  }

  private static Future<Standing> standing(
      BiFunction<String, Tuple, Future<RowSet<Row>>> query, HoldRequest ask) {
    Tuple about =
        Tuple.of(
            ask.owner().visitor().toUuid(),
            ask.concert().concertId(),
            ask.show().showId(),
            seats(ask.selection()));
    return query
        .apply(STANDING, about)
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Standing(
                    row.getLong("catalogue"),
                    row.getOffsetDateTime("now"),
                    row.getLong("seats"),
                    row.getUUID("same"),
                    List.of(row.getArrayOfStrings("taken"))));
  }

  private static Future<Reply<Reservation>> decide(
      SqlConnection connection, HoldRequest ask, Standing standing) {
    if (standing.catalogue() != ask.catalogueVersion()) {
      return Future.failedFuture(new StaleCatalogueException());
    }
    if (standing.same() != null) {
      return again(connection, ask, standing.same());
    }
    int wanted = ask.selection().seats().size();
    if (standing.seats() + wanted > ask.concert().maxSeatsPerVisitor()) {
      return writeRefusal(connection, ask, SeatSelection.limit(ask.concert()));
    }
    if (!standing.taken().isEmpty()) {
      return writeRefusal(connection, ask, taken(standing.taken()));
    }
    return write(connection, ask, standing.now());
  }

  private static Future<Reply<Reservation>> again(
      SqlConnection connection, HoldRequest ask, UUID reservationId) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(reservationId))
        .map(rows -> Reply.done(ReservationRow.of(rows.iterator().next()).toReservation()))
        .compose(reply -> AnswerStore.save(connection, ask.slot(), reply).map(saved -> reply));
  }

  private static Future<Reply<Reservation>> write(
      SqlConnection connection, HoldRequest ask, OffsetDateTime now) {
    UUID id = UUID.randomUUID();
    Future<RowSet<Row>> held = connection.preparedQuery(HOLD).execute(tuple(id, ask, now));
    Future<RowSet<Row>> claimed =
        connection
            .preparedQuery(CLAIM)
            .execute(Tuple.of(ask.show().showId(), id, seats(ask.selection())));
    return Future.all(held, claimed)
        .map(both -> ReservationRow.of(held.result().iterator().next()))
        .compose(
            row -> {
              Reply<Reservation> reply = Reply.created(row.toReservation());
              return Future.all(
                      OutboxStore.add(
                          connection, List.of(row.event(EventType.RESERVATION_HELD, null))),
                      AnswerStore.save(connection, ask.slot(), reply))
                  .map(written -> reply);
            });
  }

  private static Tuple tuple(UUID id, HoldRequest ask, OffsetDateTime now) {
    EventOwner owner = ask.owner();
    return Tuple.tuple()
        .addUUID(id)
        .addUUID(owner.visitor().toUuid())
        .addString(owner.queueId())
        .addString(owner.tokenId())
        .addLong(owner.number())
        .addInteger(owner.generation())
        .addInteger(owner.partition())
        .addString(ask.concert().concertId())
        .addString(ask.show().showId())
        .addLocalDate(ask.show().date())
        .addArrayOfString(seats(ask.selection()))
        .addLong(ask.selection().total().amount())
        .addString(ask.selection().total().currency())
        .addOffsetDateTime(now)
        .addOffsetDateTime(now.plus(ask.concert().holdTtlMs(), ChronoUnit.MILLIS));
  }

  private static Refusal taken(List<String> seats) {
    return Refusal.ofSeats(RefusalCode.SEAT_TAKEN, "Somebody else has these seats.", seats);
  }

  /** Which of the seats somebody else was quicker to take. */
  private Future<Refusal> taken(HoldRequest ask) {
    return database
        .query(TAKEN, Tuple.of(ask.show().showId(), (Object) seats(ask.selection())))
        .map(
            rows -> {
              List<String> taken = new ArrayList<>();
              rows.forEach(row -> taken.add(row.getString("seat")));
              return taken(taken.isEmpty() ? ask.selection().seats() : taken);
            });
  }

  /** The stored answer when there is one. */
  private Future<Reply<Reservation>> refuse(HoldRequest ask, Refusal refusal) {
    Reply<Reservation> reply = Reply.refused(refusal);
    BookingEvent failed = ask.failed(refusal.code().code());
    if (ask.slot().key() == null) {
      return database.query(OutboxStore.ADD, OutboxStore.row(failed)).map(told -> reply);
    }
    Tuple kept = AnswerStore.row(ask.slot(), reply);
    Tuple told = OutboxStore.row(failed);
    for (int i = 0; i < told.size(); i++) {
      kept.addValue(told.getValue(i));
    }
    return database
        .query(REFUSE, kept)
        .compose(
            written ->
                written.rowCount() == 1
                    ? Future.succeededFuture(reply)
                    : recall(ask.slot()).map(Optional::orElseThrow));
  }

  private static Future<Reply<Reservation>> writeRefusal(
      SqlConnection connection, HoldRequest ask, Refusal refusal) {
    Reply<Reservation> reply = Reply.refused(refusal);
    return Future.all(
            OutboxStore.add(connection, List.of(ask.failed(refusal.code().code()))),
            AnswerStore.save(connection, ask.slot(), reply))
        .map(written -> reply);
  }

  private static String[] seats(SeatSelection selection) {
    return selection.seats().toArray(String[]::new);
  }
}
