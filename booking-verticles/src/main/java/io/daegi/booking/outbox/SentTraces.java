package io.daegi.booking.outbox;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * The events of one batch that belong to a trace: a span for each below the request that wrote it,
 * from its sending to the commit of the batch. On the relay's thread.
 */
final class SentTraces {

  private final TopicPartition to;
  private final Supplier<Tracer> tracer;
  private List<Span> spans = List.of();

  SentTraces(TopicPartition to, Supplier<Tracer> tracer) {
    this.to = to;
    this.tracer = tracer;
  }

  static Tracer tracer() {
    return GlobalOpenTelemetry.getTracer("io.daegi.booking");
  }

  /**
   * Begins the span of an event; where nothing is recorded the trace passes through as it came.
   *
   * @return the {@code traceparent} of its record; null when nobody traces it
   */
  String begin(OutboxRow row) {
    if (row.traceParent() == null) {
      return null;
    }
    Context parent = TraceParent.toContext(row.traceParent());
    if (parent == Context.root()) {
      return null;
    }
    if (spans.isEmpty()) {
      spans = new ArrayList<>();
    }
    Span span = span(row, parent);
    spans.add(span);
    return TraceParent.of(span);
  }

  /** As OpenTelemetry's conventions for messaging have it. */
  private Span span(OutboxRow row, Context parent) {
    return tracer
        .get()
        .spanBuilder("send " + to.topic())
        .setSpanKind(SpanKind.PRODUCER)
        .setParent(parent)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.name", "send")
        .setAttribute("messaging.operation.type", "send")
        .setAttribute("messaging.destination.name", to.topic())
        .setAttribute("messaging.destination.partition.id", Integer.toString(to.partition()))
        .setAttribute("messaging.message.id", row.eventId().toString())
        .setAttribute("cloudevents.event_id", row.eventId().toString())
        .setAttribute("cloudevents.event_type", row.type())
        .startSpan();
  }

  /** The batch is on the topic. */
  void committed() {
    spans.forEach(Span::end);
  }

  /** Nobody knows whether the batch is on the topic. */
  void failed(Exception trouble) {
    Throwable cause = trouble instanceof ExecutionException ? trouble.getCause() : trouble;
    for (Span span : spans) {
      span.setStatus(StatusCode.ERROR, cause.toString())
          .setAttribute("error.type", cause.getClass().getName())
          .end();
    }
  }
}
