package io.daegi.booking.bus;

import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.InProcess.Handed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageConsumerOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answering side of {@link BusCall}s at one address. Handlers run on the context that started
 * the service. Trouble becomes the refusal {@code booking-unavailable}; anything else that a
 * handler throws is a bug, is logged, and fails the call.
 */
public final class BusService {

  private static final Logger LOG = LoggerFactory.getLogger(BusService.class);
  private static final int BUG = 500;

  /** More questions at once are refused unread: waiting would only make them late. */
  private static final int MAX_IN_FLIGHT = 4_096;

  /** As long as those who asked wait for an answer. */
  private static final long ENDS_WITHIN_MS = 8_000;

  private static final long WARN_EVERY_NS = TimeUnit.SECONDS.toNanos(5);

  /**
   * As many calls go on at once as the database has connections for them; the others wait here, in
   * order, and not for a connection in the middle of their steps.
   */
  private static final int STEPWISE_AT_ONCE = 16;

  private final Vertx vertx;
  private final String address;
  private final Predicate<Throwable> isTrouble;
  private final Map<String, Handler<?>> nameToHandler = new HashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong warnedAtNs = new AtomicLong(System.nanoTime() - 2 * WARN_EVERY_NS);
  private final Promise<Void> ended = Promise.promise();
  private volatile boolean stopping;
  private final SideBySide stepwise = new SideBySide(STEPWISE_AT_ONCE);
  private MessageConsumer<Object> consumer;

  /** What answers one call. */
  private record Handler<Q>(Class<Q> question, Function<Q, Future<? extends Reply<?>>> work) {

    Future<? extends Reply<?>> answer(Object asked) {
      return work.apply(
          asked instanceof Handed handed
              ? question.cast(handed.value())
              : BusJson.read((String) asked, question));
    }
  }

  public BusService(Vertx vertx, String address, Predicate<Throwable> isTrouble) {
    this.vertx = vertx;
    this.address = address;
    this.isTrouble = isTrouble;
  }

  /** Answers a call without blocking. */
  public <Q, A> BusService on(BusCall<Q, A> call, Function<Q, Future<Reply<A>>> handler) {
    if (!call.address().equals(address)) {
      throw new IllegalArgumentException(call.name() + " is not answered at " + address);
    }
    nameToHandler.put(
        call.name(),
        new Handler<Q>(
            call.question(),
            question -> attempt(handler, question).recover(this::refuseIfTrouble)));
    return this;
  }

  /**
   * Answers a call step by step, awaiting futures: only on a virtual thread. Each call is a task of
   * its own, because the bus hands over the next question only when the handler of the last one has
   * returned: whoever awaited in it would keep everybody waiting.
   */
  public <Q, A> BusService onStepwise(BusCall<Q, A> call, Function<Q, Reply<A>> handler) {
    return on(
        call,
        question -> {
          Promise<Reply<A>> answer = Promise.promise();
          stepwise.run(
              vertx.getOrCreateContext(),
              () ->
                  attempt(asked -> Future.succeededFuture(handler.apply(asked)), question)
                      .onComplete(answer));
          return answer.future();
        });
  }

  public Future<Void> start() {
    MessageConsumerOptions options =
        new MessageConsumerOptions().setAddress(address).setMaxBufferedMessages(MAX_IN_FLIGHT);
    consumer = vertx.eventBus().consumer(options, this::answer);
    return consumer.completion().onSuccess(heard -> InProcess.open(vertx, address));
  }

  /** Takes no more questions; completes when those that were taken are answered, or hang. */
  public Future<Void> stop() {
    InProcess.close(vertx, address);
    return consumer
        .unregister()
        .compose(
            gone -> {
              stopping = true;
              endIfIdle();
              return ended.future().timeout(ENDS_WITHIN_MS, TimeUnit.MILLISECONDS);
            })
        .otherwise(
            late -> {
              LOG.warn("{} questions at {} are abandoned", inFlight.get(), address);
              return null;
            });
  }

  private void endIfIdle() {
    if (stopping && inFlight.get() == 0) {
      ended.tryComplete();
    }
  }

  private void answer(Message<Object> message) {
    String name = message.headers().get(BusCaller.CALL_HEADER);
    Handler<?> handler = nameToHandler.get(name);
    if (handler == null) {
      message.fail(BUG, address + " answers no " + name);
      return;
    }
    if (inFlight.get() >= MAX_IN_FLIGHT) {
      reply(message, Reply.refused(BusCaller.unavailable()));
      return;
    }
    inFlight.incrementAndGet();
    Future<? extends Reply<?>> answer;
    try {
      answer = handler.answer(message.body());
    } catch (RuntimeException e) {
      answer = Future.failedFuture(e);
    }
    answer
        .onSuccess(reply -> reply(message, reply))
        .onFailure(cause -> fail(message, name, cause))
        .onComplete(
            done -> {
              inFlight.decrementAndGet();
              endIfIdle();
            });
  }

  /** In the form of the question. */
  private static void reply(Message<Object> message, Reply<?> reply) {
    if (message.body() instanceof Handed) {
      message.reply(new Handed(reply), InProcess.options(new DeliveryOptions()));
    } else {
      message.reply(ReplyCodec.encode(reply));
    }
  }

  /** Awaited futures throw whatever they failed with, checked or not. */
  private static <Q, A> Future<Reply<A>> attempt(
      Function<Q, Future<Reply<A>>> handler, Q question) {
    try {
      return handler.apply(question);
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private <A> Future<Reply<A>> refuseIfTrouble(Throwable cause) {
    if (isTrouble.test(cause)) {
      warn(cause);
      return Future.succeededFuture(Reply.refused(BusCaller.unavailable()));
    }
    return Future.failedFuture(cause);
  }

  /** An outage meets every question alike: one line a while says it. */
  private void warn(Throwable cause) {
    long nowNs = System.nanoTime();
    long beforeNs = warnedAtNs.get();
    if (nowNs - beforeNs > WARN_EVERY_NS && warnedAtNs.compareAndSet(beforeNs, nowNs)) {
      LOG.warn("{} cannot answer just now: {}", address, cause.toString());
    }
  }

  private void fail(Message<Object> message, String name, Throwable cause) {
    LOG.error("{} failed to answer {}", address, name, cause);
    message.fail(BUG, address + " failed to answer " + name);
  }
}
