package io.daegi.engine.verticle;

import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.ReplyTo;
import io.daegi.engine.shard.BookingOutcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Optional;

/** A booking outcome whose trace goes on here: from its entering the ring to its being durable. */
final class TracedOutcome implements ReplyTo {

  private final DecisionSpans spans;
  private final Span span;
  private final int partition;

  private TracedOutcome(DecisionSpans spans, Span span, int partition) {
    this.spans = spans;
    this.span = span;
    this.partition = partition;
  }

  /** Begins its span, named as OpenTelemetry's conventions for messaging have it. */
  static Optional<ReplyTo> begin(
      BookingOutcome outcome, BookingOutcome.Trace trace, int partition, DecisionSpans spans) {
    return spans
        .below(trace.parent(), "process " + trace.topic(), SpanKind.CONSUMER)
        .map(
            span ->
                span.setAttribute("messaging.system", "kafka")
                    .setAttribute("messaging.operation.name", "process")
                    .setAttribute("messaging.operation.type", "process")
                    .setAttribute("messaging.destination.name", trace.topic())
                    .setAttribute("messaging.destination.partition.id", Integer.toString(partition))
                    .setAttribute("messaging.kafka.offset", outcome.offset())
                    .setAttribute("daegi.queue", outcome.queueId())
                    .startSpan())
        .map(span -> new TracedOutcome(spans, span, partition));
  }

  @Override
  public void answered(Envelope envelope) {
    spans.end(span, envelope.answer().toAnswer(partition, envelope.version()));
  }
}
