package io.daegi.engine.verticle;

import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.ReplyTo;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.util.concurrent.atomic.AtomicInteger;

/** Gathers the answers to one bus message's commands and replies once, when all are there. */
final class ReplyBatch implements ReplyTo {

  private static final int BYTES_AN_ANSWER = 24;

  private final Message<Buffer> message;
  private final int partition;
  private final Answer[] answers;
  private final AtomicInteger missing;
  private final ServedTraces traces;

  /**
   * @param traces of its commands; null when nobody looks
   */
  ReplyBatch(Message<Buffer> message, int partition, int count, ServedTraces traces) {
    this.traces = traces;
    this.message = message;
    this.partition = partition;
    this.answers = new Answer[count];
    this.missing = new AtomicInteger(count);
  }

  /** On the reply stage's thread. */
  @Override
  public void answered(Envelope envelope) {
    put(envelope.replyIndex(), envelope.answer().toAnswer(partition, envelope.version()));
  }

  /** On the event loop: a command that did not enter the ring. */
  void refused(int index, Outcome outcome) {
    put(index, Answer.without(outcome));
  }

  private void put(int index, Answer answer) {
    answers[index] = answer;
    if (traces != null) {
      traces.answered(index, answer);
    }
    if (missing.decrementAndGet() == 0) {
      reply();
    }
  }

  private void reply() {
    var out = new ByteWriter(8 + BYTES_AN_ANSWER * answers.length);
    BusCodec.encodeHead(answers.length, out);
    for (Answer answer : answers) {
      BusCodec.encode(answer, out);
    }
    message.reply(Buffer.buffer(out.toBytes()));
  }
}
