package io.daegi.engine.verticle;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.codec.ByteReader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands over the event bus to the incarnation that the log names as leader. Permits are counted
 * before the send, since the bus itself has no back-pressure.
 */
public final class BusEngineClient implements EngineClient {

  private static final Logger LOG = LoggerFactory.getLogger(BusEngineClient.class);
  private static final long ANSWER_WITHIN_MS = 2_000;
  private static final long PRESENCE_EVERY_MS = 1_000;
  private static final int MAX_COMMANDS = 1_024;
  private static final int MAX_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final Context context;
  private final BoardView board;
  private final Partitions partitions;
  private final Presence presence = new Presence();
  private final Command scratch = new Command();
  private final Map<Integer, PendingBatch> partitionToBatch = new HashMap<>();
  private final int permits;
  private int outstanding;

  /**
   * To be made on the context that will use it.
   *
   * @param permits most commands of this client without an answer; all clients' permits together
   *     must fit the ring beside its reserve
   */
  public BusEngineClient(Vertx vertx, BoardView board, int permits) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.board = board;
    this.partitions = new Partitions(board);
    this.permits = permits;
    vertx.setPeriodic(PRESENCE_EVERY_MS, id -> presence.drain(this::sendSeen));
  }

  @Override
  public Future<Answer> join(String queueId, VisitorId visitor) {
    return send(scratch.join(queueId, visitor.high(), visitor.low()));
  }

  @Override
  public Future<Answer> enter(String queueId, long number, VisitorId visitor) {
    return send(scratch.enter(queueId, number, visitor.high(), visitor.low()));
  }

  @Override
  public Future<Answer> leave(String queueId, long number, VisitorId visitor) {
    return send(scratch.leave(queueId, number, visitor.high(), visitor.low()));
  }

  @Override
  public Future<Answer> ask(String queueId, long number, VisitorId visitor) {
    return send(scratch.ask(queueId, number, visitor.high(), visitor.low()));
  }

  @Override
  public void seen(String queueId, long number) {
    presence.add(queueId, number);
  }

  private void sendSeen(String queueId, long[] numbers) {
    send(scratch.seen(queueId, numbers))
        .onSuccess(
            answer -> {
              if (!answer.outcome().isAccepted()) {
                LOG.debug("{} signs of life for {}: {}", numbers.length, queueId, answer.outcome());
              }
            });
  }

  @Override
  public Future<Answer> complete(String queueId, long number) {
    return send(scratch.complete(queueId, number));
  }

  @Override
  public Future<Answer> abandon(String queueId, long number) {
    return send(scratch.abandon(queueId, number));
  }

  @Override
  public Future<Answer> extend(String queueId, long number, long byMs) {
    return send(scratch.extend(queueId, number, byMs));
  }

  @Override
  public Future<Answer> createQueue(String queueId, QueueSettings settings) {
    return send(scratch.createQueue(queueId, settings));
  }

  @Override
  public Future<Answer> changeSettings(
      String queueId, QueueSettings settings, int expectedVersion) {
    return send(scratch.changeSettings(queueId, settings, expectedVersion));
  }

  @Override
  public Future<Answer> changeState(
      String queueId, QueueState target, String reason, QueueState seen) {
    return send(scratch.changeState(queueId, target, reason, seen));
  }

  @Override
  public Future<Answer> setMessage(String queueId, String message, String seen) {
    return send(scratch.setMessage(queueId, message, seen));
  }

  @Override
  public Future<Answer> shopAlive(String queueId, long forMs) {
    return send(scratch.shopAlive(queueId, forMs));
  }

  private Future<Answer> send(Command command) {
    if (outstanding >= permits) {
      return Future.succeededFuture(Answer.without(Outcome.OVERLOADED));
    }
    outstanding++;
    int partition = partitions.of(command.queueId());
    PendingBatch batch = partitionToBatch.get(partition);
    if (batch == null) {
      batch = new PendingBatch();
      partitionToBatch.put(partition, batch);
      PendingBatch fresh = batch;
      context.runOnContext(nothing -> flush(partition, fresh));
    }
    Future<Answer> answer = batch.add(command);
    if (batch.size() >= MAX_COMMANDS || batch.bytes() >= MAX_BYTES) {
      flush(partition, batch);
    }
    return answer;
  }

  private void flush(int partition, PendingBatch batch) {
    if (!partitionToBatch.remove(partition, batch)) {
      return;
    }
    String address = board.ownerAddress(partition);
    if (address == null) {
      outstanding -= batch.size();
      batch.completeAll(Outcome.UNAVAILABLE);
      return;
    }
    var options = new DeliveryOptions().setSendTimeout(ANSWER_WITHIN_MS);
    batch.addTraces(options);
    vertx
        .eventBus()
        .<Buffer>request(address, batch.toMessage(), options)
        .onComplete(
            reply -> {
              outstanding -= batch.size();
              if (reply.succeeded()) {
                answer(batch, reply.result());
              } else {
                batch.completeAll(outcomeOf(reply.cause()));
              }
            });
  }

  private static void answer(PendingBatch batch, Message<Buffer> reply) {
    List<Answer> answers;
    try {
      answers = decode(reply.body(), batch.size());
    } catch (FormatException e) {
      LOG.error("an answer cannot be read: {}", e.getMessage());
      batch.completeAll(Outcome.UNKNOWN);
      return;
    }
    batch.complete(answers);
  }

  private static List<Answer> decode(Buffer body, int expected) {
    byte[] bytes = body.getBytes();
    var in = new ByteReader().wrap(bytes, 0, bytes.length);
    int count = BusCodec.decodeHead(in);
    if (count != expected) {
      throw new FormatException(count + " answers to " + expected + " commands");
    }
    var answers = new ArrayList<Answer>(count);
    for (int i = 0; i < count; i++) {
      answers.add(BusCodec.decodeAnswer(in));
    }
    return answers;
  }

  private static Outcome outcomeOf(Throwable failure) {
    return failure instanceof ReplyException reply
            && reply.failureType() == ReplyFailure.NO_HANDLERS
        ? Outcome.UNAVAILABLE
        : Outcome.UNKNOWN;
  }
}
