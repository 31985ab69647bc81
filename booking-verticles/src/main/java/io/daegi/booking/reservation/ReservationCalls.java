package io.daegi.booking.reservation;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.AvailableDates;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Page;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.PlannedConcert;
import io.daegi.booking.api.Purchase;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.Released;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.bus.BookingCalls;
import io.daegi.booking.bus.BookingCalls.Nothing;
import io.daegi.booking.bus.BusCall;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.payment.RefundOrder;
import java.util.List;
import java.util.UUID;

/** What the reservation service can be asked. */
public final class ReservationCalls {

  public static final String ADDRESS = "booking.reservation";

  public static final BusCall<Nothing, List<Concert>> CONCERTS =
      new BusCall<>(ADDRESS, "concerts", Nothing.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.OfConcert, Concert> CONCERT =
      new BusCall<>(ADDRESS, "concert", BookingCalls.OfConcert.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.OfConcert, AvailableDates> DATES =
      new BusCall<>(ADDRESS, "dates", BookingCalls.OfConcert.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.OfShow, SeatMap> SEATS =
      new BusCall<>(ADDRESS, "seats", BookingCalls.OfShow.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.Reserve, Reservation> HOLD =
      new BusCall<>(ADDRESS, "hold", BookingCalls.Reserve.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.ListOwn, Page<Reservation>> LIST =
      new BusCall<>(ADDRESS, "list", BookingCalls.ListOwn.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.OwnRecord, Reservation> FIND =
      new BusCall<>(ADDRESS, "find", BookingCalls.OwnRecord.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.OwnRecord, Released> RELEASE =
      new BusCall<>(ADDRESS, "release", BookingCalls.OwnRecord.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.OfQueue, Released> RELEASE_ALL =
      new BusCall<>(ADDRESS, "release-all", BookingCalls.OfQueue.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.OfToken, List<Purchase>> PURCHASES =
      new BusCall<>(ADDRESS, "purchases", BookingCalls.OfToken.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.OfReservation, Purchase> PURCHASE =
      new BusCall<>(
          ADDRESS, "purchase", BookingCalls.OfReservation.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.OfConcert, PlannedConcert> PLANNED_CONCERT =
      new BusCall<>(
          ADDRESS, "planned-concert", BookingCalls.OfConcert.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.PutConcert, Concert> PUT_CONCERT =
      new BusCall<>(
          ADDRESS, "put-concert", BookingCalls.PutConcert.class, new TypeReference<>() {});
  public static final BusCall<Nothing, List<String>> QUEUES =
      new BusCall<>(ADDRESS, "queues", Nothing.class, new TypeReference<>() {});

  public static final BusCall<BeginSale, PaymentOrder> BEGIN_SALE =
      new BusCall<>(ADDRESS, "begin-sale", BeginSale.class, new TypeReference<>() {});
  public static final BusCall<PaymentOrder, Payment> CONFIRM =
      new BusCall<>(ADDRESS, "confirm", PaymentOrder.class, new TypeReference<>() {});
  public static final BusCall<CancelSale, Payment> CANCEL =
      new BusCall<>(ADDRESS, "cancel", CancelSale.class, new TypeReference<>() {});
  public static final BusCall<Nothing, List<Interrupted>> TAKE_OVERDUE =
      new BusCall<>(ADDRESS, "take-overdue", Nothing.class, new TypeReference<>() {});

  public static final BusCall<BookingCalls.Refund, BegunRefund> BEGIN_REFUND =
      new BusCall<>(ADDRESS, "begin-refund", BookingCalls.Refund.class, new TypeReference<>() {});
  public static final BusCall<RefundOrder, Reservation> FINISH_REFUND =
      new BusCall<>(ADDRESS, "finish-refund", RefundOrder.class, new TypeReference<>() {});
  public static final BusCall<Nothing, List<RefundOrder>> TAKE_OVERDUE_REFUNDS =
      new BusCall<>(ADDRESS, "take-overdue-refunds", Nothing.class, new TypeReference<>() {});

  public static final BusCall<RefundOrder, RefundOrder> TELL_LATE_MONEY =
      new BusCall<>(ADDRESS, "tell-late-money", RefundOrder.class, new TypeReference<>() {});

  public static final BusCall<OfPayment, PaymentOrder> ORDER_OF =
      new BusCall<>(ADDRESS, "order-of", OfPayment.class, new TypeReference<>() {});

  private ReservationCalls() {}

  /** For what this payment is. */
  public record OfPayment(UUID paymentId) {}

  /**
   * @param order what has to be given back; null when it is back already
   * @param refunded the reservation as it is then; else null
   */
  public record BegunRefund(RefundOrder order, Reservation refunded) {}

  /** Keep the caller's hold for this payment; {@code due} is not yet known. */
  public record BeginSale(PaymentOrder order) {}

  /**
   * A payment that nobody finished in time.
   *
   * @param holdLives whether the hold would still stand without it
   */
  public record Interrupted(PaymentOrder order, boolean holdLives) {}

  /** The payment failed: free the seats. */
  public record CancelSale(PaymentOrder order, Refusal refusal) {}
}
