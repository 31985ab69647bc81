package io.daegi.engine.verticle;

import io.daegi.engine.command.Answer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.MultiMap;
import java.util.concurrent.TimeUnit;

/**
 * The traced commands of one message that the engine received, each with a span from its coming to
 * its answer and in it one for the commit that made the answer durable.
 */
final class ServedTraces {

  private static final TextMapGetter<String> TRACE_PARENT =
      new TextMapGetter<>() {
        @Override
        public String get(String header, String name) {
          return name.equals("traceparent") ? header : null;
        }
      };

  private final Span[] indexToSpan;
  private final CommitTimes commits;

  private ServedTraces(int count, CommitTimes commits) {
    this.indexToSpan = new Span[count];
    this.commits = commits;
  }

  /** Those that a message's headers name; null when there are none, as nearly always. */
  static ServedTraces of(MultiMap headers, int count, CommitTimes commits) {
    if (!headers.contains(CallTraces.HEADER)) {
      return null;
    }
    var traces = new ServedTraces(count, commits);
    headers.getAll(CallTraces.HEADER).forEach(traces::begin);
    return traces;
  }

  private void begin(String header) {
    String[] parts = header.split(" ", 3);
    indexToSpan[Integer.parseInt(parts[0])] =
        CallTraces.tracer()
            .spanBuilder("decide " + parts[1])
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent(parts[2]))
            .startSpan();
  }

  private static Context parent(String traceparent) {
    return W3CTraceContextPropagator.getInstance()
        .extract(Context.root(), traceparent, TRACE_PARENT);
  }

  /** On the reply stage's thread, or on the event loop for what did not enter the ring. */
  void answered(int index, Answer answer) {
    Span span = indexToSpan[index];
    if (span == null) {
      return;
    }
    commits.find(answer.version()).ifPresent(commit -> tell(commit, span, answer));
    span.setAttribute("daegi.outcome", answer.outcome().name()).end();
  }

  private static void tell(CommitTimes.Commit commit, Span parent, Answer answer) {
    CallTraces.tracer()
        .spanBuilder("commit")
        .setSpanKind(SpanKind.PRODUCER)
        .setParent(Context.root().with(parent))
        .setStartTimestamp(commit.startedNs(), TimeUnit.NANOSECONDS)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.destination.partition.id", Integer.toString(answer.partition()))
        .setAttribute("daegi.batch", answer.version())
        .startSpan()
        .end(commit.endedNs(), TimeUnit.NANOSECONDS);
  }
}
