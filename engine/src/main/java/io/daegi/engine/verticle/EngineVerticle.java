package io.daegi.engine.verticle;

import io.daegi.engine.codec.ByteReader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.ReplyTo;
import io.daegi.engine.shard.BookingOutcome;
import io.daegi.engine.shard.Incarnation;
import io.daegi.engine.shard.Shard;
import io.daegi.engine.shard.ShardListener;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard on the event bus. Its event loop is the shard's ingress thread; the address of an
 * incarnation is registered only while that incarnation leads.
 */
public final class EngineVerticle extends VerticleBase implements ShardListener {

  private static final Logger LOG = LoggerFactory.getLogger(EngineVerticle.class);

  /** Makes the shard, once the verticle knows its event loop. */
  @FunctionalInterface
  public interface ShardFactory {
    Shard create(Executor ingress, ShardListener listener);
  }

  private final ShardFactory factory;
  private final EngineObserver observer;
  private final CommitTimes commits = new CommitTimes();
  private final DecisionSpans spans = new DecisionSpans(commits, CallTraces::tracer);
  private Context eventLoop;
  private Shard shard;
  private volatile Incarnation incarnation;
  private MessageConsumer<Buffer> consumer;

  /**
   * @param observer told what happens to the shard, on its threads
   */
  public EngineVerticle(ShardFactory factory, EngineObserver observer) {
    this.factory = factory;
    this.observer = observer;
  }

  @Override
  public Future<?> start() {
    eventLoop = context;
    shard = factory.create(task -> eventLoop.runOnContext(nothing -> task.run()), this);
    observer.started(shard, this::incarnation);
    shard.start();
    return Future.succeededFuture();
  }

  private Incarnation incarnation() {
    return incarnation;
  }

  @Override
  public Future<?> stop() {
    return vertx.executeBlocking(
        () -> {
          shard.close();
          return null;
        });
  }

  @Override
  public void leading(Incarnation leader) {
    incarnation = leader;
    eventLoop.runOnContext(
        nothing ->
            consumer =
                vertx.eventBus().consumer(leader.address(), message -> receive(leader, message)));
  }

  @Override
  public void stopped(Incarnation leader) {
    incarnation = null;
    eventLoop.runOnContext(
        nothing ->
            consumer
                .unregister()
                .onFailure(e -> LOG.warn("{} stays registered", leader.address(), e)));
  }

  @Override
  public void failed(Throwable cause) {
    observer.failed(cause);
  }

  @Override
  public void appended(long batchNumber, long durationNs, int commands, int bytes) {
    commits.add(batchNumber, durationNs);
    observer.appended(durationNs, commands, bytes);
  }

  @Override
  public ReplyTo entering(BookingOutcome outcome) {
    ReplyTo nobody = ShardListener.super.entering(outcome);
    return outcome.trace() == null
        ? nobody
        : TracedOutcome.begin(outcome, outcome.trace(), shard.partition(), spans).orElse(nobody);
  }

  private void receive(Incarnation leader, Message<Buffer> message) {
    byte[] bytes = message.body().getBytes();
    var in = new ByteReader().wrap(bytes, 0, bytes.length);
    try {
      int count = BusCodec.decodeHead(in);
      var traces = ServedTraces.of(message.headers(), count, spans);
      var replies = new ReplyBatch(message, leader.partition(), count, traces);
      for (int i = 0; i < count; i++) {
        Envelope envelope = leader.tryClaim();
        if (envelope == null) {
          refuseRest(replies, i, count);
          return;
        }
        fill(envelope, in, replies, i);
        leader.publish();
      }
    } catch (FormatException e) {
      LOG.error("a message on {} cannot be read: {}", leader.address(), e.getMessage());
      message.fail(400, e.getMessage());
    }
  }

  /** A claimed place must be published whatever happens: what cannot be read asks for nothing. */
  private static void fill(Envelope envelope, ByteReader in, ReplyBatch replies, int index) {
    envelope.setReplyTo(replies, index);
    try {
      BusCodec.decode(in, envelope.command());
    } catch (FormatException | IllegalArgumentException e) {
      LOG.error("a command cannot be read: {}", e.getMessage());
      envelope.command().seen("", new long[0]);
      in.skipToLimit();
    }
  }

  private static void refuseRest(ReplyBatch replies, int from, int count) {
    for (int i = from; i < count; i++) {
      replies.refused(i, Outcome.OVERLOADED);
    }
  }
}
