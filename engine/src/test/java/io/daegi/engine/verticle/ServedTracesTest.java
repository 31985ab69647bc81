package io.daegi.engine.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.command.OutcomeKind;
import io.daegi.engine.model.VisitorId;
import io.daegi.engine.shard.BookingOutcome;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine makes of the traces that others name, whatever they call a trace. */
class ServedTracesTest {

  private static final String PARENT = "b7ad6b7169203331";
  private static final String OTHER = "00f067aa0ba902b7";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-%s-01";
  private static final Answer DONE = Answer.without(Outcome.DONE);

  private final InMemorySpanExporter ended = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(ended)).build();
  private final DecisionSpans spans =
      new DecisionSpans(new CommitTimes(), () -> provider.get("test"));

  @AfterEach
  void close() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "  ",
        "0",
        "0 JOIN",
        "0 JOIN ",
        "0 JOIN nonsense",
        "0 JOIN 00-00000000000000000000000000000000-0000000000000000-01",
        "first JOIN 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "-1 JOIN 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "2 JOIN 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "99999999999 JOIN 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 JOIN 0",
      })
  void passOverWhatIsNoTraceOfACommand(String header) {
    answer(header, "1 LEAVE " + TRACE.formatted(PARENT));

    assertThat(ended.getFinishedSpanItems())
        .singleElement()
        .returns("decide LEAVE", SpanData::getName)
        .returns(PARENT, SpanData::getParentSpanId);
  }

  @Test
  void giveACommandOneSpanWhoeverNamesItTwice() {
    answer("0 JOIN " + TRACE.formatted(PARENT), "0 JOIN " + TRACE.formatted(OTHER));

    assertThat(ended.getFinishedSpanItems())
        .singleElement()
        .returns(PARENT, SpanData::getParentSpanId);
  }

  @Test
  void followNoOutcomeWhoseTraceCannotBeRead() {
    var outcome = new BookingOutcome(OutcomeKind.PAID, "demo", 1, new VisitorId(0, 1), 0, 7);
    var trace = new BookingOutcome.Trace("nonsense", "booking");

    assertThat(TracedOutcome.begin(outcome, trace, 0, spans)).isEmpty();
  }

  /** Two commands in a message with these headers. */
  private void answer(String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (String header : headers) {
      all.add(CallTraces.HEADER, header);
    }
    ServedTraces traces = ServedTraces.of(all, 2, spans);
    traces.answered(0, DONE);
    traces.answered(1, DONE);
  }
}
