package io.daegi.bench.booking.load;

import io.daegi.bench.edge.Sale;
import io.daegi.bench.engine.OpenLoop;
import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Money;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * People who were let in and buy at the booking service's address on the event bus, each a seat of
 * their own. What they do is done on one event loop; they do what a line asks for, and answer in
 * one.
 */
public final class Buyers {

  private static final long LONGEST_NS = 60_000_000_000L;
  private static final Money PRICE = new Money(Hall.PRICE, Hall.CURRENCY);

  private final Vertx vertx;
  private final Context context;
  private final BookingClient booking;
  private final Hall hall;
  private long nextSeat;
  private long pacer = -1;
  private long paced;

  /**
   * @param firstSeat where in the hall they begin
   */
  public Buyers(Vertx vertx, BookingClient booking, Hall hall, long firstSeat) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.booking = booking;
    this.hall = hall;
    this.nextSeat = firstSeat;
  }

  /**
   * {@code buy <people> <ms>} and {@code hold <people> <ms>}: each does it again and again for so
   * long; says how often. {@code once}: buys one seat. {@code holds <per second> <ms>}: an open
   * loop; says how many, and median and 99th percentile in nanoseconds from the intended start.
   * {@code pace <per second>}: goes on holding at that pace, until it is 0; says how many it held.
   * {@code seat <index>}: holds this one.
   */
  public String ask(String line) {
    String[] words = line.split(" ", -1);
    return switch (words[0]) {
      case "buy" -> flood(Integer.parseInt(words[1]), Long.parseLong(words[2]), this::buy);
      case "hold" -> flood(Integer.parseInt(words[1]), Long.parseLong(words[2]), this::holdNext);
      case "once" -> once(this::buy);
      case "seat" -> once(() -> hold(caller(), Long.parseLong(words[1])));
      case "holds" -> openLoop(Double.parseDouble(words[1]), Long.parseLong(words[2]));
      case "pace" -> pace(Integer.parseInt(words[1]));
      default -> throw new IllegalArgumentException("nobody knows how to " + line);
    };
  }

  private String flood(int people, long durationMs, Supplier<? extends Future<?>> step) {
    Promise<Long> done = Promise.promise();
    context.runOnContext(none -> new Flood(durationMs * 1_000_000, people, step, done).start());
    return Long.toString(done.future().await());
  }

  private String once(Supplier<? extends Future<?>> step) {
    Promise<Object> done = Promise.promise();
    context.runOnContext(none -> step.get().<Object>map(all -> all).onComplete(done));
    done.future().await();
    return "done";
  }

  private String openLoop(double perSecond, long durationMs) {
    var latencyNs = new Histogram(LONGEST_NS, 3);
    var open = new OpenHolds(latencyNs);
    OpenLoop.run(
        perSecond,
        durationMs * 1_000_000,
        intendedNs -> {
          open.sent();
          context.runOnContext(
              none ->
                  holdNext()
                      .onFailure(open::failed)
                      .onSuccess(held -> open.answered(System.nanoTime() - intendedNs)));
        });
    context.runOnContext(none -> open.allSent());
    long held = open.count().await();
    return "%d %d %d"
        .formatted(held, latencyNs.getValueAtPercentile(50), latencyNs.getValueAtPercentile(99));
  }

  private String pace(int perSecond) {
    Promise<Long> done = Promise.promise();
    context.runOnContext(
        none -> {
          vertx.cancelTimer(pacer);
          done.complete(paced);
          paced = 0;
          if (perSecond > 0) {
            pacer =
                vertx.setPeriodic(
                    Math.max(1, 1_000 / perSecond),
                    id -> holdNext().onSuccess(held -> paced++).onFailure(this::lost));
          }
        });
    return Long.toString(done.future().await());
  }

  /** A pace that is not kept would make the other figures too good. */
  private void lost(Throwable cause) {
    vertx.cancelTimer(pacer);
    System.err.println("the pace of holds is lost: " + cause);
  }

  private Future<Reservation> holdNext() {
    return hold(caller(), nextSeat++);
  }

  private Future<Reservation> hold(Caller caller, long seat) {
    return booking
        .reserve(caller, Hall.SHOW, List.of(hall.seat(seat)), key())
        .map(reply -> created(reply));
  }

  /** Fills the wallet, holds a seat and pays for it. */
  private Future<Payment> buy() {
    Caller caller = caller();
    return booking
        .charge(caller, PRICE, key())
        .compose(
            charged ->
                charged instanceof Reply.Done
                    ? hold(caller, nextSeat++)
                    : Future.failedFuture("nothing was charged: " + charged))
        .compose(held -> booking.pay(caller, held.reservationId(), key()))
        .map(Buyers::confirmed);
  }

  private static <T> T created(Reply<T> reply) {
    if (reply instanceof Reply.Done<T> done && done.created() && !done.replayed()) {
      return done.value();
    }
    throw new IllegalStateException("refused: " + reply);
  }

  private static Payment confirmed(Reply<Payment> reply) {
    Payment payment = created(reply);
    if (payment.reservation().state() != ReservationState.CONFIRMED) {
      throw new IllegalStateException("paid and not confirmed: " + payment);
    }
    return payment;
  }

  /** Somebody new. */
  private static Caller caller() {
    UUID visitor = UUID.randomUUID();
    return new Caller(
        VisitorId.of(visitor),
        Sale.QUEUE,
        visitor.toString(),
        visitor.getMostSignificantBits() >>> 1,
        1,
        0,
        AdmissionVerdict.admittedUntil(Long.MAX_VALUE));
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
