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
import io.daegi.booking.store.PipelinedTransaction;
import io.daegi.booking.store.Trouble;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes temporary holds: all seats or none, because the claims of one hold are one insert into a
 * table whose primary key is the seat. What follows from the commit (event, stored answer) is in
 * the same transaction.
 */
final class HoldStore {

  static final TypeReference<Reservation> ANSWER = new TypeReference<>() {};

  private static final String SEAT_KEY = "seat_claim_pkey";

  /**
   * Everything by the visitor or by the seats: nothing here may become dearer as the hall fills,
   * whatever the planner knows of tables that were empty when the sale began.
   */
  private static final String STANDING =
      """
      with mine as materialized (
        select reservation_id, concert_id, show_id, seats, state, hold_until
          from reservation where visitor = $1)
      select (select version from catalogue_version) as catalogue,
             clock_timestamp() as now,
             (select coalesce(sum(cardinality(seats)), 0) from mine
               where concert_id = $2
                 and state in ('HELD', 'PAYING', 'CONFIRMED', 'REFUNDING')) as seats,
             (select reservation_id from mine
               where show_id = $3 and seats = $4
                 and state = 'HELD' and hold_until > shop_now() limit 1) as same,
             array(select seat from seat_claim c
                    where c.show_id = $3 and c.seat = any($4)
                      and (select visitor from reservation r
                            where r.reservation_id = c.reservation_id) <> $1) as taken\
      """;

  private static final String FIND = "select * from reservation where reservation_id = $1";

  /** The hold with its claims and its event. */
  private static final String HELD =
      """
      with held as (
        insert into reservation (reservation_id, visitor, queue_id, token_id, number, generation,
            partition, concert_id, show_id, show_date, seats, amount, currency, state, created_at,
            hold_until)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'HELD', $14, $15)),
      claimed as (
        insert into seat_claim (show_id, seat, reservation_id)
        select $9, seat, $1 from unnest($11::text[]) with ordinality as asked (seat, place)
         order by place),
      told as (
        insert into outbox
          (partition, event_id, type, token_id, subject, data, hold_until, traceparent)
        values ($7, $16, $17, $4, $18, $19, $15, $20))
      """;

  private static final String HOLD = HELD + "select 1 as held";

  /** The same with the answer under its key. */
  private static final String HOLD_AND_KEEP =
      HELD
          + """
          insert into stored_answer (visitor, route, key, body_hash, answer)
          values ($2, $21, $22, $23, $24) on conflict do nothing\
          """;

  private static final String TAKEN =
      "select seat from seat_claim where show_id = $1 and seat = any($2)";

  /** Keeps the answer and tells the failure, unless an answer is kept already. */
  private static final String REFUSE =
      """
      with kept as (
        insert into stored_answer (visitor, route, key, body_hash, answer)
        values ($1, $2, $3, $4, $5) on conflict do nothing returning key)
      insert into outbox
        (partition, event_id, type, token_id, subject, data, hold_until, traceparent)
      select $6::int, $7::uuid, $8::text, $9::text, $10::text, $11::text, $12::timestamptz,
             $13::text
        from kept\
      """;

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
    return database
        .inPipelinedTransaction(transaction -> hold(transaction, ask))
        .recover(
            cause ->
                Trouble.isDuplicate(cause, SEAT_KEY)
                    ? taken(ask).compose(refusal -> refuse(ask, refusal))
                    : Future.failedFuture(cause));
  }

  /** The answer given under this key before. */
  Future<Optional<Reply<Reservation>>> recall(AnswerStore.Slot slot) {
    return answers.recall(slot, ANSWER);
  }

  private static Future<Reply<Reservation>> hold(
      PipelinedTransaction transaction, HoldRequest ask) {
    SqlConnection connection = transaction.connection();
    Future<Void> locked =
        BookingLocks.lockForHold(connection, ask.concert().concertId(), ask.owner().visitor());
    Future<Optional<Reply<Reservation>>> stored =
        AnswerStore.recall(connection, ask.slot(), ANSWER);
    Future<Standing> standing = standing(connection, ask);
    return Future.all(locked, stored, standing)
        .compose(
            all ->
                stored.result().isPresent()
                    ? Future.succeededFuture(stored.result().get())
                    : decide(transaction, ask, standing.result()));
  }

  private static Future<Standing> standing(SqlConnection connection, HoldRequest ask) {
    Tuple about =
        Tuple.of(
            ask.owner().visitor().toUuid(),
            ask.concert().concertId(),
            ask.show().showId(),
            seats(ask.selection()));
    return connection
        .preparedQuery(STANDING)
        .execute(about)
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
      PipelinedTransaction transaction, HoldRequest ask, Standing standing) {
    if (standing.catalogue() != ask.catalogueVersion()) {
      return Future.failedFuture(new StaleCatalogueException());
    }
    if (standing.same() != null) {
      return again(transaction, ask, standing.same());
    }
    if (!standing.taken().isEmpty()) {
      return writeRefusal(transaction, ask, taken(standing.taken()));
    }
    int wanted = ask.selection().seats().size();
    if (standing.seats() + wanted > ask.concert().maxSeatsPerVisitor()) {
      return writeRefusal(transaction, ask, SeatSelection.limit(ask.concert()));
    }
    return write(transaction, ask, standing.now());
  }

  private static Future<Reply<Reservation>> again(
      PipelinedTransaction transaction, HoldRequest ask, UUID reservationId) {
    SqlConnection connection = transaction.connection();
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(reservationId))
        .map(rows -> Reply.done(ReservationRow.of(rows.iterator().next()).toReservation()))
        .compose(
            reply ->
                transaction
                    .commitAfter(AnswerStore.save(connection, ask.slot(), reply))
                    .map(saved -> reply));
  }

  private static Future<Reply<Reservation>> write(
      PipelinedTransaction transaction, HoldRequest ask, OffsetDateTime now) {
    ReservationRow row = row(ask, now);
    Reply<Reservation> reply = Reply.created(row.toReservation());
    Tuple values = tuple(row, ask.holdTtlMs(), now);
    Tuple told = OutboxStore.row(row.event(EventType.RESERVATION_HELD, null));
    values.addValue(told.getValue(1));
    values.addValue(told.getValue(2));
    values.addValue(told.getValue(4));
    values.addValue(told.getValue(5));
    values.addValue(told.getValue(7));
    boolean keeps = ask.slot().key() != null;
    if (keeps) {
      Tuple kept = AnswerStore.row(ask.slot(), reply);
      for (int i = 1; i < kept.size(); i++) {
        values.addValue(kept.getValue(i));
      }
    }
    return transaction
        .commitAfter(
            transaction.connection().preparedQuery(keeps ? HOLD_AND_KEEP : HOLD).execute(values))
        .map(written -> reply);
  }

  private static ReservationRow row(HoldRequest ask, OffsetDateTime now) {
    OffsetDateTime until = now.plus(ask.holdTtlMs(), ChronoUnit.MILLIS);
    return new ReservationRow(
        UUID.randomUUID(),
        ask.owner(),
        ask.concert().concertId(),
        ask.show().showId(),
        ask.show().date(),
        ask.selection().seats(),
        ask.selection().total(),
        HoldState.HELD,
        null,
        ReservationRow.instant(now),
        ReservationRow.instant(until),
        null,
        null,
        null);
  }

  private static Tuple tuple(ReservationRow row, long holdTtlMs, OffsetDateTime now) {
    EventOwner owner = row.owner();
    return Tuple.tuple()
        .addUUID(row.reservationId())
        .addUUID(owner.visitor().toUuid())
        .addString(owner.queueId())
        .addString(owner.tokenId())
        .addLong(owner.number())
        .addInteger(owner.generation())
        .addInteger(owner.partition())
        .addString(row.concertId())
        .addString(row.showId())
        .addLocalDate(row.date())
        .addArrayOfString(row.seats().toArray(String[]::new))
        .addLong(row.total().amount())
        .addString(row.total().currency())
        .addOffsetDateTime(now)
        .addOffsetDateTime(now.plus(holdTtlMs, ChronoUnit.MILLIS));
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
      PipelinedTransaction transaction, HoldRequest ask, Refusal refusal) {
    Reply<Reservation> reply = Reply.refused(refusal);
    SqlConnection connection = transaction.connection();
    return transaction
        .commitAfter(
            Future.all(
                OutboxStore.add(connection, List.of(ask.failed(refusal.code().code()))),
                AnswerStore.save(connection, ask.slot(), reply)))
        .map(written -> reply);
  }

  private static String[] seats(SeatSelection selection) {
    return selection.seats().toArray(String[]::new);
  }
}
