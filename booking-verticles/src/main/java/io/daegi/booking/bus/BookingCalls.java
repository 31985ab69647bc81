package io.daegi.booking.bus;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.AdminAct;
import io.daegi.booking.api.AdminNote;
import io.daegi.booking.api.AvailableDates;
import io.daegi.booking.api.Balance;
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
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.api.SeenPlan;
import io.daegi.booking.api.ShowRef;
import io.daegi.engine.model.VisitorId;
import java.util.List;
import java.util.UUID;

/** What the orchestration can be asked. */
public final class BookingCalls {

  public static final String ADDRESS = "booking.orchestration";

  public static final BusCall<Nothing, List<Concert>> CONCERTS =
      new BusCall<>(ADDRESS, "concerts", Nothing.class, new TypeReference<>() {});
  public static final BusCall<OfConcert, Concert> CONCERT =
      new BusCall<>(ADDRESS, "concert", OfConcert.class, new TypeReference<>() {});
  public static final BusCall<OfConcert, AvailableDates> AVAILABLE_DATES =
      new BusCall<>(ADDRESS, "available-dates", OfConcert.class, new TypeReference<>() {});
  public static final BusCall<OfShow, SeatMap> AVAILABLE_SEATS =
      new BusCall<>(ADDRESS, "available-seats", OfShow.class, new TypeReference<>() {});
  public static final BusCall<Reserve, Reservation> RESERVE =
      new BusCall<>(ADDRESS, "reserve", Reserve.class, new TypeReference<>() {});
  public static final BusCall<ListOwn, Page<Reservation>> RESERVATIONS =
      new BusCall<>(ADDRESS, "reservations", ListOwn.class, new TypeReference<>() {});
  public static final BusCall<OwnRecord, Reservation> RESERVATION =
      new BusCall<>(ADDRESS, "reservation", OwnRecord.class, new TypeReference<>() {});
  public static final BusCall<OwnRecord, Released> RELEASE =
      new BusCall<>(ADDRESS, "release", OwnRecord.class, new TypeReference<>() {});
  public static final BusCall<OfQueue, Released> RELEASE_ALL =
      new BusCall<>(ADDRESS, "release-all", OfQueue.class, new TypeReference<>() {});
  public static final BusCall<OfWallet, Balance> BALANCE =
      new BusCall<>(ADDRESS, "balance", OfWallet.class, new TypeReference<>() {});
  public static final BusCall<Charge, Balance> CHARGE =
      new BusCall<>(ADDRESS, "charge", Charge.class, new TypeReference<>() {});
  public static final BusCall<Pay, Payment> PAY =
      new BusCall<>(ADDRESS, "pay", Pay.class, new TypeReference<>() {});
  public static final BusCall<OwnRecord, Payment> PAYMENT =
      new BusCall<>(ADDRESS, "payment", OwnRecord.class, new TypeReference<>() {});
  public static final BusCall<PaymentNotice, NoticeTaken> PAYMENT_NOTICE =
      new BusCall<>(ADDRESS, "payment-notice", PaymentNotice.class, new TypeReference<>() {});
  public static final BusCall<Refund, Reservation> REFUND =
      new BusCall<>(ADDRESS, "refund", Refund.class, new TypeReference<>() {});
  public static final BusCall<OfToken, List<Purchase>> PURCHASES =
      new BusCall<>(ADDRESS, "purchases", OfToken.class, new TypeReference<>() {});
  public static final BusCall<OfReservation, Purchase> PURCHASE =
      new BusCall<>(ADDRESS, "purchase", OfReservation.class, new TypeReference<>() {});
  public static final BusCall<OfConcert, PlannedConcert> PLANNED_CONCERT =
      new BusCall<>(ADDRESS, "planned-concert", OfConcert.class, new TypeReference<>() {});
  public static final BusCall<PutConcert, Concert> PUT_CONCERT =
      new BusCall<>(ADDRESS, "put-concert", PutConcert.class, new TypeReference<>() {});
  public static final BusCall<AdminNote, AdminAct> NOTE_ADMIN_ACT =
      new BusCall<>(ADDRESS, "note-admin-act", AdminNote.class, new TypeReference<>() {});
  public static final BusCall<ListActs, Page<AdminAct>> ADMIN_ACTS =
      new BusCall<>(ADDRESS, "admin-acts", ListActs.class, new TypeReference<>() {});
  public static final BusCall<Nothing, List<String>> QUEUES =
      new BusCall<>(ADDRESS, "queues", Nothing.class, new TypeReference<>() {});

  private BookingCalls() {}

  /** A question that needs no words. */
  public record Nothing() {}

  /**
   * @param caller null where the concert is public
   */
  public record OfConcert(Caller caller, String concertId) {}

  public record OfShow(Caller caller, ShowRef show) {}

  public record Reserve(Caller caller, ShowRef show, List<String> seats, String key) {}

  public record ListOwn(VisitorId visitor, int limit, String cursor) {}

  public record OwnRecord(VisitorId visitor, UUID id) {}

  public record OfQueue(VisitorId visitor, String queueId) {}

  public record OfWallet(VisitorId visitor, String currency) {}

  public record Charge(Caller caller, Money money, String key) {}

  public record Pay(Caller caller, UUID reservationId, String key) {}

  public record ListActs(int limit, String cursor) {}

  public record Refund(UUID reservationId, String reason) {}

  public record OfToken(String queueId, String tokenId) {}

  public record OfReservation(UUID reservationId) {}

  public record PutConcert(String concertId, ConcertSpec spec, SeenPlan seen) {}
}
