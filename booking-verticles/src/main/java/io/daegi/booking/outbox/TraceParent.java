package io.daegi.booking.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;

/** A W3C {@code traceparent}: which trace goes on, and below which of its spans. */
final class TraceParent {

  /** Of the header, of the attribute in the event, and of the column. */
  static final String NAME = "traceparent";

  private static final TextMapGetter<String> ITSELF =
      new TextMapGetter<>() {
        @Override
        public String get(String traceParent, String name) {
          return name.equals(NAME) ? traceParent : null;
        }
      };

  private TraceParent() {}

  /** Of what is done now; null when nobody records it, and then nothing is made. */
  static String current() {
    Span span = Span.current();
    return span.getSpanContext().isSampled() ? of(span) : null;
  }

  /** Null for a span that belongs to no trace. */
  static String of(Span span) {
    String[] written = new String[1];
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.root().with(span),
            written,
            (to, name, value) -> {
              if (name.equals(NAME)) {
                to[0] = value;
              }
            });
    return written[0];
  }

  /** Where spans below it belong; the root when it is none. */
  static Context toContext(String traceParent) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, ITSELF);
  }
}
