package io.daegi.engine.verticle;

import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.List;

/** The commands that one event loop gathers in one turn for one partition. */
final class PendingBatch {

  private static final int HEAD_BYTES = 3;

  private final ByteWriter commands = new ByteWriter(256);
  private final List<Promise<Answer>> waiting = new ArrayList<>();
  private CallTraces traces;

  Future<Answer> add(Command command) {
    Promise<Answer> promise = Promise.promise();
    BusCodec.encode(command, commands);
    waiting.add(promise);
    return CallTraces.isRecorded() ? traced(command, promise.future()) : promise.future();
  }

  private Future<Answer> traced(Command command, Future<Answer> answer) {
    if (traces == null) {
      traces = new CallTraces();
    }
    Span span = traces.begin(waiting.size() - 1, command);
    return answer.onSuccess(told -> CallTraces.end(span, told));
  }

  /** Says beside the message which of its commands are traced. */
  void addTraces(DeliveryOptions options) {
    if (traces != null) {
      traces.addTo(options);
    }
  }

  int size() {
    return waiting.size();
  }

  int bytes() {
    return commands.size();
  }

  Buffer toMessage() {
    var message = new ByteWriter(HEAD_BYTES + commands.size());
    BusCodec.encodeHead(waiting.size(), message);
    message.put(commands.array(), 0, commands.size());
    return Buffer.buffer(message.toBytes());
  }

  void complete(List<Answer> answers) {
    for (int i = 0; i < waiting.size(); i++) {
      waiting.get(i).complete(answers.get(i));
    }
  }

  void completeAll(Outcome outcome) {
    for (Promise<Answer> promise : waiting) {
      promise.complete(Answer.without(outcome));
    }
  }
}
