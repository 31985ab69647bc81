package io.daegi.engine.verticle;

import io.daegi.engine.command.Answer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The traced commands of one message that the engine received, each with a span. What another build
 * says of traces in words of its own is passed over: nobody goes without an answer for it.
 */
final class ServedTraces {

  private static final Logger LOG = LoggerFactory.getLogger(ServedTraces.class);

  /** A member of another build sends such a header with every traced command: one line says it. */
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private static final int NONE = -1;

  private final Span[] indexToSpan;
  private final DecisionSpans spans;

  private ServedTraces(int count, DecisionSpans spans) {
    this.indexToSpan = new Span[count];
    this.spans = spans;
  }

  /** Those that a message's headers name; null when there are none, as nearly always. */
  static ServedTraces of(MultiMap headers, int count, DecisionSpans spans) {
    if (!headers.contains(CallTraces.HEADER)) {
      return null;
    }
    var traces = new ServedTraces(count, spans);
    headers.getAll(CallTraces.HEADER).forEach(traces::begin);
    return traces;
  }

  private void begin(String header) {
    String[] parts = header.split(" ", 3);
    int index = parts.length == 3 ? freeIndex(parts[0]) : NONE;
    Optional<SpanBuilder> span =
        index == NONE
            ? Optional.empty()
            : spans.below(parts[2], "decide " + parts[1], SpanKind.SERVER);
    if (span.isPresent()) {
      indexToSpan[index] = span.get().startSpan();
    } else if (TOLD.compareAndSet(false, true)) {
      LOG.warn("traces like \"{}\" are passed over", header);
    }
  }

  /** The command's index; {@link #NONE} when there is no such command, or it has its span. */
  private int freeIndex(String text) {
    try {
      int index = Integer.parseInt(text);
      return index >= 0 && index < indexToSpan.length && indexToSpan[index] == null ? index : NONE;
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  /** On the reply stage's thread, or on the event loop for what did not enter the ring. */
  void answered(int index, Answer answer) {
    Span span = indexToSpan[index];
    if (span != null) {
      spans.end(span, answer);
    }
  }
}
