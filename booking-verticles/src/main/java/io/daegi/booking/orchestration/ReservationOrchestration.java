package io.daegi.booking.orchestration;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.AvailableDates;
import io.daegi.booking.api.Balance;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.NoticeTaken;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.PaymentNotice;
import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.balance.BalanceCalls;
import io.daegi.booking.bus.BookingCalls.Charge;
import io.daegi.booking.bus.BookingCalls.OfConcert;
import io.daegi.booking.bus.BookingCalls.OfShow;
import io.daegi.booking.bus.BookingCalls.OfWallet;
import io.daegi.booking.bus.BookingCalls.OwnRecord;
import io.daegi.booking.bus.BookingCalls.Pay;
import io.daegi.booking.bus.BookingCalls.Reserve;
import io.daegi.booking.bus.BusCall;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.metrics.BookingMetrics;
import io.daegi.booking.payment.GatewayEvent;
import io.daegi.booking.payment.PaymentCalls;
import io.daegi.booking.payment.PaymentCalls.Told;
import io.daegi.booking.payment.PaymentGateway.Taken;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.payment.PaymentOutcome;
import io.daegi.booking.payment.PaymentRecord;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.reservation.ReservationCalls.BeginSale;
import io.daegi.booking.reservation.ReservationCalls.CancelSale;
import io.daegi.booking.reservation.ReservationCalls.OfPayment;
import io.daegi.booking.rules.Admission;
import io.daegi.booking.rules.IdempotencyKeys;
import io.daegi.booking.rules.KeyedIds;
import io.daegi.booking.store.AnswerSlots;
import io.daegi.booking.store.AnswerStore;
import java.util.Optional;
import java.util.UUID;

/**
 * The booking process as its visitor lives it, from top to bottom: dates, seats, hold, balance,
 * payment. Each step is one question to one service; what makes a stop between two steps harmless
 * is in the services' rows, and {@link PaymentResumption} finishes what was left.
 *
 * <p>Runs on a virtual thread: a step waits for its answer.
 */
final class ReservationOrchestration {

  private static final TypeReference<Reservation> RESERVATION = new TypeReference<>() {};
  private static final TypeReference<Balance> BALANCE = new TypeReference<>() {};
  private static final TypeReference<Payment> PAYMENT = new TypeReference<>() {};

  private final BusCaller bus;
  private final AnswerStore answers;
  private final BookingMetrics metrics;
  private final SharedAttempts attempts;

  ReservationOrchestration(
      BusCaller bus, AnswerStore answers, BookingMetrics metrics, SharedAttempts attempts) {
    this.bus = bus;
    this.answers = answers;
    this.metrics = metrics;
    this.attempts = attempts;
  }

  /** Which dates can be booked. */
  Reply<AvailableDates> availableDates(OfConcert ask) {
    Optional<Refusal> refused = Admission.refuse(ask.caller());
    return refused.isPresent() ? Reply.refused(refused.get()) : ask(ReservationCalls.DATES, ask);
  }

  /** Which seats of a date can be booked. */
  Reply<SeatMap> availableSeats(OfShow ask) {
    Optional<Refusal> refused = Admission.refuse(ask.caller());
    return refused.isPresent() ? Reply.refused(refused.get()) : ask(ReservationCalls.SEATS, ask);
  }

  /** Holds seats for a while; a failure is told to the world by the same transaction. */
  Reply<Reservation> reserve(Reserve ask) {
    Optional<Refusal> badKey = IdempotencyKeys.refuseMalformed(ask.key());
    if (badKey.isPresent()) {
      return Reply.refused(badKey.get());
    }
    Caller caller = ask.caller();
    Optional<Refusal> notAdmitted = Admission.refuse(caller);
    Optional<Refusal> tooOften =
        notAdmitted.isPresent()
            ? attempts.refuse(caller, ask.key())
            : attempts.attempt(caller, ask.key()).await();
    if (tooOften.isPresent()) {
      Refusal refusal = notAdmitted.orElse(tooOften.get());
      metrics.reservation(refusal.code().code());
      return Reply.refused(refusal);
    }
    if (notAdmitted.isEmpty()) {
      return ask(ReservationCalls.HOLD, ask);
    }
    return recall(
            AnswerSlots.ofHold(caller.visitor(), ask.show(), ask.seats(), ask.key()), RESERVATION)
        .orElseGet(() -> Reply.refused(notAdmitted.get()));
  }

  Reply<Balance> balance(OfWallet ask) {
    return ask(BalanceCalls.BALANCE, ask);
  }

  Reply<Balance> charge(Charge ask) {
    Optional<Refusal> badKey = IdempotencyKeys.refuse(ask.key());
    if (badKey.isPresent()) {
      return Reply.refused(badKey.get());
    }
    Caller caller = ask.caller();
    Optional<Reply<Balance>> before =
        recall(AnswerSlots.ofCharge(caller.visitor(), ask.money(), ask.key()), BALANCE);
    if (before.isPresent()) {
      return before.get();
    }
    Optional<Refusal> refused = Admission.refuse(caller);
    if (refused.isPresent()) {
      return Reply.refused(refused.get());
    }
    return ask(BalanceCalls.CHARGE, ask);
  }

  /** Pays for an own live hold, in any state of the token: whoever holds may finish. */
  Reply<Payment> pay(Pay ask) {
    Optional<Refusal> badKey = IdempotencyKeys.refuse(ask.key());
    if (badKey.isPresent()) {
      return Reply.refused(badKey.get());
    }
    Caller caller = ask.caller();
    UUID paymentId = KeyedIds.paymentId(caller.visitor(), ask.key());
    PaymentOrder wanted =
        new PaymentOrder(paymentId, caller.visitor(), ask.reservationId(), null, ask.key());
    return switch (ask(ReservationCalls.BEGIN_SALE, new BeginSale(wanted))) {
      case Reply.Refused<PaymentOrder> refused -> before(wanted, refused.refusal());
      case Reply.Done<PaymentOrder> begun ->
          switch (ask(PaymentCalls.PAY, begun.value())) {
            case Reply.Refused<PaymentOutcome> trouble -> Reply.refused(trouble.refusal());
            case Reply.Done<PaymentOutcome> decided -> finish(begun.value(), decided.value());
          };
    };
  }

  /** Confirms a paid reservation, or cancels an unpaid one, and tells the world. */
  private Reply<Payment> finish(PaymentOrder order, PaymentOutcome outcome) {
    if (outcome.isPending()) {
      return payment(new OwnRecord(order.visitor(), order.paymentId()));
    }
    Reply<Payment> reply =
        outcome.isPaid()
            ? ask(ReservationCalls.CONFIRM, order)
            : ask(ReservationCalls.CANCEL, new CancelSale(order, outcome.refusal()));
    if (!reply.replayed()) {
      metrics.payment(outcome.isPaid() ? "succeeded" : outcome.refusal().code().code());
    }
    return reply;
  }

  /**
   * A repeat begins nothing, because a payment's id is its reservation's for good; only then is the
   * answer looked for.
   */
  private Reply<Payment> before(PaymentOrder wanted, Refusal refusal) {
    if (refusal.code() == RefusalCode.BOOKING_UNAVAILABLE) {
      return Reply.refused(refusal);
    }
    return recall(
            AnswerSlots.ofPayment(wanted.visitor(), wanted.reservationId(), wanted.key()), PAYMENT)
        .orElseGet(() -> notBegun(wanted, refusal));
  }

  /**
   * The answer to a payment that waits for its buyer, or was made so long ago that its answer was
   * forgotten, is in its records.
   */
  private Reply<Payment> notBegun(PaymentOrder wanted, Refusal refusal) {
    if (refusal.code() != RefusalCode.ALREADY_CONFIRMED
        && refusal.code() != RefusalCode.IDEMPOTENCY_RUNNING) {
      return Reply.refused(refusal);
    }
    PaymentState expected =
        refusal.code() == RefusalCode.ALREADY_CONFIRMED
            ? PaymentState.SUCCEEDED
            : PaymentState.PENDING;
    Reply<Payment> known = payment(new OwnRecord(wanted.visitor(), wanted.paymentId()));
    return known instanceof Reply.Done<Payment> done
            && done.value().state() == expected
            && isFor(wanted, done.value())
        ? new Reply.Done<>(done.value(), true, true)
        : Reply.refused(refusal);
  }

  private static boolean isFor(PaymentOrder wanted, Payment payment) {
    return payment.reservation().reservationId().equals(wanted.reservationId());
  }

  /**
   * What a gateway says by itself. Who decided the payment finishes it; when that fails, the
   * resumption does.
   */
  Reply<NoticeTaken> notice(PaymentNotice notice) {
    return switch (ask(PaymentCalls.READ, notice)) {
      case Reply.Refused<GatewayEvent> refused -> Reply.refused(refused.refusal());
      case Reply.Done<GatewayEvent> read ->
          switch (ask(ReservationCalls.ORDER_OF, new OfPayment(read.value().paymentId()))) {
            case Reply.Refused<PaymentOrder> unknown -> Reply.refused(unknown.refusal());
            case Reply.Done<PaymentOrder> order -> take(read.value(), order.value());
          };
    };
  }

  private Reply<NoticeTaken> take(GatewayEvent event, PaymentOrder order) {
    return switch (ask(PaymentCalls.TAKE, new Told(event, order))) {
      case Reply.Refused<Taken> away -> Reply.refused(away.refusal());
      case Reply.Done<Taken> done -> {
        Taken taken = done.value();
        if (taken.decided()) {
          finish(order, taken.outcome());
        }
        Reply<NoticeTaken> reply =
            Reply.done(new NoticeTaken(order.paymentId(), taken.outcome().state()));
        yield taken.repeated() ? reply.asReplay() : reply;
      }
    };
  }

  /** An own payment, weeks later too. */
  Reply<Payment> payment(OwnRecord ask) {
    return switch (ask(PaymentCalls.FIND, ask)) {
      case Reply.Refused<PaymentRecord> refused -> Reply.refused(refused.refusal());
      case Reply.Done<PaymentRecord> found -> {
        PaymentRecord record = found.value();
        yield ask(ReservationCalls.FIND, new OwnRecord(ask.visitor(), record.reservationId()))
            .map(reservation -> toPayment(record, reservation));
      }
    };
  }

  private static Payment toPayment(PaymentRecord record, Reservation reservation) {
    return new Payment(
        record.paymentId(),
        record.state(),
        record.amount(),
        record.refusal() == null ? null : record.refusal().code().code(),
        record.redirectUrl(),
        reservation);
  }

  private <A> Optional<Reply<A>> recall(AnswerStore.Slot slot, TypeReference<A> type) {
    return answers.recall(slot, type).await();
  }

  private <Q, A> Reply<A> ask(BusCall<Q, A> call, Q question) {
    return bus.ask(call, question).await();
  }
}
