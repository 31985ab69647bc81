package io.daegi.booking.bus;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.InProcess.Handed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.shareddata.LocalMap;

/** The asking side of {@link BusCall}s; usable from any context. */
public final class BusCaller {

  static final String CALL_HEADER = "call";

  /** When a caller that met trouble should ask again. */
  static final long RETRY_AFTER_MS = 1_000;

  private final EventBus bus;
  private final LocalMap<String, Boolean> inProcess;
  private final long timeoutMs;

  /**
   * @param timeoutMs how long to wait for an answer before booking counts as unavailable
   */
  public BusCaller(Vertx vertx, long timeoutMs) {
    this.bus = vertx.eventBus();
    this.inProcess = InProcess.services(vertx);
    this.timeoutMs = timeoutMs;
  }

  /** Asks; nobody there and no answer in time are the refusal {@code booking-unavailable}. */
  public <Q, A> Future<Reply<A>> ask(BusCall<Q, A> call, Q question) {
    DeliveryOptions options =
        new DeliveryOptions().setSendTimeout(timeoutMs).addHeader(CALL_HEADER, call.name());
    boolean isHere = inProcess.containsKey(call.address());
    Future<Message<Object>> asked =
        isHere
            ? bus.request(call.address(), new Handed(question), InProcess.options(options))
            : bus.request(call.address(), BusJson.write(question), options);
    return asked.map(reply -> read(reply.body(), call)).recover(BusCaller::refuseIfAway);
  }

  @SuppressWarnings("unchecked") // the service answers the call that it was asked
  private static <A> Reply<A> read(Object reply, BusCall<?, A> call) {
    return reply instanceof Handed handed
        ? (Reply<A>) handed.value()
        : ReplyCodec.decode((String) reply, call.answer());
  }

  private static <A> Future<Reply<A>> refuseIfAway(Throwable cause) {
    if (cause instanceof ReplyException failure
        && failure.failureType() != ReplyFailure.RECIPIENT_FAILURE) {
      return Future.succeededFuture(Reply.refused(unavailable()));
    }
    return Future.failedFuture(cause);
  }

  /** What is answered while booking cannot do its work. */
  public static Refusal unavailable() {
    return Refusal.later(
        RefusalCode.BOOKING_UNAVAILABLE, "Booking is not available just now.", RETRY_AFTER_MS);
  }
}
