package io.daegi.engine.verticle;

import io.daegi.engine.command.Answer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The spans of what one shard decides, each from its coming to its answer and in it one for the
 * commit that made the answer durable. Begun on the event loop and ended on the reply stage's
 * thread, or on the event loop for what did not enter the ring.
 */
final class DecisionSpans {

  private static final TextMapGetter<String> TRACE_PARENT =
      new TextMapGetter<>() {
        @Override
        public String get(String traceParent, String name) {
          return name.equals("traceparent") ? traceParent : null;
        }
      };

  private final CommitTimes commits;
  private final Supplier<Tracer> tracer;

  /**
   * @param tracer asked for only when something is traced
   */
  DecisionSpans(CommitTimes commits, Supplier<Tracer> tracer) {
    this.commits = commits;
    this.tracer = tracer;
  }

  /** A span to begin below another one; empty when that is none. */
  Optional<SpanBuilder> below(String traceParent, String name, SpanKind kind) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, TRACE_PARENT);
    return parent == Context.root()
        ? Optional.empty()
        : Optional.of(tracer.get().spanBuilder(name).setSpanKind(kind).setParent(parent));
  }

  void end(Span span, Answer answer) {
    commits.find(answer.version()).ifPresent(commit -> tell(commit, span, answer));
    CallTraces.end(span, answer);
  }

  private void tell(CommitTimes.Commit commit, Span parent, Answer answer) {
    tracer
        .get()
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
