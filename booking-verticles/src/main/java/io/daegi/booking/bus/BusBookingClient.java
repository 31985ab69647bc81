package io.daegi.booking.bus;

import io.daegi.booking.api.AdminAct;
import io.daegi.booking.api.AdminNote;
import io.daegi.booking.api.AvailableDates;
import io.daegi.booking.api.Balance;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.Money;
import io.daegi.booking.api.NoticeTaken;
import io.daegi.booking.api.Page;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.PaymentNotice;
import io.daegi.booking.api.PlannedConcert;
import io.daegi.booking.api.Purchase;
import io.daegi.booking.api.Released;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.api.SeenPlan;
import io.daegi.booking.api.ShowRef;
import io.daegi.booking.bus.BookingCalls.Charge;
import io.daegi.booking.bus.BookingCalls.ListActs;
import io.daegi.booking.bus.BookingCalls.ListOwn;
import io.daegi.booking.bus.BookingCalls.Nothing;
import io.daegi.booking.bus.BookingCalls.OfConcert;
import io.daegi.booking.bus.BookingCalls.OfQueue;
import io.daegi.booking.bus.BookingCalls.OfReservation;
import io.daegi.booking.bus.BookingCalls.OfShow;
import io.daegi.booking.bus.BookingCalls.OfToken;
import io.daegi.booking.bus.BookingCalls.OfWallet;
import io.daegi.booking.bus.BookingCalls.OwnRecord;
import io.daegi.booking.bus.BookingCalls.Pay;
import io.daegi.booking.bus.BookingCalls.PutConcert;
import io.daegi.booking.bus.BookingCalls.Refund;
import io.daegi.booking.bus.BookingCalls.Reserve;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;

/** Asks the orchestration over the event bus, in this process or another one. */
public final class BusBookingClient implements BookingClient {

  /** Longer than any service may take, so that their own time-outs speak first. */
  private static final long TIMEOUT_MS = 8_000;

  private static final Nothing NOTHING = new Nothing();

  private final BusCaller bus;

  public BusBookingClient(Vertx vertx) {
    this.bus = new BusCaller(vertx, TIMEOUT_MS);
  }

  @Override
  public Future<Reply<List<Concert>>> concerts() {
    return bus.ask(BookingCalls.CONCERTS, NOTHING);
  }

  @Override
  public Future<Reply<Concert>> concert(String concertId) {
    return bus.ask(BookingCalls.CONCERT, new OfConcert(null, concertId));
  }

  @Override
  public Future<Reply<AvailableDates>> availableDates(Caller caller, String concertId) {
    return bus.ask(BookingCalls.AVAILABLE_DATES, new OfConcert(caller, concertId));
  }

  @Override
  public Future<Reply<SeatMap>> availableSeats(Caller caller, ShowRef show) {
    return bus.ask(BookingCalls.AVAILABLE_SEATS, new OfShow(caller, show));
  }

  @Override
  public Future<Reply<Reservation>> reserve(
      Caller caller, ShowRef show, List<String> seats, String key) {
    return bus.ask(BookingCalls.RESERVE, new Reserve(caller, show, seats, key));
  }

  @Override
  public Future<Reply<Page<Reservation>>> reservations(
      VisitorId visitor, int limit, String cursor) {
    return bus.ask(BookingCalls.RESERVATIONS, new ListOwn(visitor, limit, cursor));
  }

  @Override
  public Future<Reply<Reservation>> reservation(VisitorId visitor, UUID reservationId) {
    return bus.ask(BookingCalls.RESERVATION, new OwnRecord(visitor, reservationId));
  }

  @Override
  public Future<Reply<Released>> release(VisitorId visitor, UUID reservationId) {
    return bus.ask(BookingCalls.RELEASE, new OwnRecord(visitor, reservationId));
  }

  @Override
  public Future<Reply<Released>> releaseAll(VisitorId visitor, String queueId) {
    return bus.ask(BookingCalls.RELEASE_ALL, new OfQueue(visitor, queueId));
  }

  @Override
  public Future<Reply<Balance>> balance(VisitorId visitor, String currency) {
    return bus.ask(BookingCalls.BALANCE, new OfWallet(visitor, currency));
  }

  @Override
  public Future<Reply<Balance>> charge(Caller caller, Money money, String key) {
    return bus.ask(BookingCalls.CHARGE, new Charge(caller, money, key));
  }

  @Override
  public Future<Reply<Payment>> pay(Caller caller, UUID reservationId, String key) {
    return bus.ask(BookingCalls.PAY, new Pay(caller, reservationId, key));
  }

  @Override
  public Future<Reply<Payment>> payment(VisitorId visitor, UUID paymentId) {
    return bus.ask(BookingCalls.PAYMENT, new OwnRecord(visitor, paymentId));
  }

  @Override
  public Future<Reply<NoticeTaken>> paymentNotice(PaymentNotice notice) {
    return bus.ask(BookingCalls.PAYMENT_NOTICE, notice);
  }

  @Override
  public Future<Reply<Reservation>> refund(UUID reservationId, String reason) {
    return bus.ask(BookingCalls.REFUND, new Refund(reservationId, reason));
  }

  @Override
  public Future<Reply<List<Purchase>>> purchases(String queueId, String tokenId) {
    return bus.ask(BookingCalls.PURCHASES, new OfToken(queueId, tokenId));
  }

  @Override
  public Future<Reply<Purchase>> purchase(UUID reservationId) {
    return bus.ask(BookingCalls.PURCHASE, new OfReservation(reservationId));
  }

  @Override
  public Future<Reply<PlannedConcert>> plannedConcert(String concertId) {
    return bus.ask(BookingCalls.PLANNED_CONCERT, new OfConcert(null, concertId));
  }

  @Override
  public Future<Reply<Concert>> putConcert(String concertId, ConcertSpec spec, SeenPlan seen) {
    return bus.ask(BookingCalls.PUT_CONCERT, new PutConcert(concertId, spec, seen));
  }

  @Override
  public Future<Reply<AdminAct>> noteAdminAct(AdminNote note) {
    return bus.ask(BookingCalls.NOTE_ADMIN_ACT, note);
  }

  @Override
  public Future<Reply<Page<AdminAct>>> adminActs(int limit, String cursor) {
    return bus.ask(BookingCalls.ADMIN_ACTS, new ListActs(limit, cursor));
  }

  @Override
  public Future<Reply<List<String>>> queuesWithConcerts() {
    return bus.ask(BookingCalls.QUEUES, NOTHING);
  }
}
