package io.daegi.engine.verticle;

import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Command;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The traced commands of one message to the engine: a span for each that belongs to a trace which
 * is recorded, none for the others. The message names them in headers, each an index, a command and
 * a {@code traceparent}. Belongs to one event loop.
 */
final class CallTraces {

  static final String HEADER = "trace";

  private final List<String> headers = new ArrayList<>();

  static Tracer tracer() {
    return GlobalOpenTelemetry.getTracer("io.daegi.engine");
  }

  /** Whether what is done now belongs to a trace that is recorded. */
  static boolean isRecorded() {
    return Span.current().getSpanContext().isSampled();
  }

  /** Begins the span of the command with this index; it ends with {@link #end}. */
  Span begin(int index, Command command) {
    String type = command.type().name();
    Span span =
        tracer()
            .spanBuilder("ask " + type)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("daegi.queue", command.queueId())
            .startSpan();
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.root().with(span),
            headers,
            (to, name, value) -> {
              if (name.equals("traceparent")) {
                to.add(index + " " + type + " " + value);
              }
            });
    return span;
  }

  static void end(Span span, Answer answer) {
    span.setAttribute("daegi.outcome", answer.outcome().name()).end();
  }

  void addTo(DeliveryOptions options) {
    headers.forEach(header -> options.addHeader(HEADER, header));
  }
}
