package io.daegi.launcher.sale;

import static io.daegi.launcher.sale.SpanCollector.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.launcher.Launched;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collector is told of one visit, by the whole program. */
@Timeout(180)
class TracesTest {
  private static final String KEY = "a-key-for-the-night-of-the-sale";

  @TempDir private Path workingDir;

  @Test
  void followOneVisitFromHttpToTheLogAndTheDatabase() throws Exception {
    try (var collector = new SpanCollector();
        Launched daegi = Launched.in(workingDir, settings(collector)).awaitReady()) {
      visit(new Api(daegi.addressOf("Demo sale").replaceAll("/$", "")));

      List<Span> join = trace(collector, "/v1/queues/traced/tokens", "commit");
      Span decided = only(join, "decide JOIN");
      Span commit = only(join, "commit");
      assertThat(decided.getParentSpanId()).isEqualTo(only(join, "ask JOIN").getSpanId());
      assertThat(attribute(only(join, "ask JOIN"), "daegi.queue")).isEqualTo("traced");
      assertThat(commit.getParentSpanId()).isEqualTo(decided.getSpanId());
      assertThat(commit.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_PRODUCER);
      assertThat(attribute(commit, "messaging.system")).isEqualTo("kafka");
      assertThat(commit.getEndTimeUnixNano()).isGreaterThan(commit.getStartTimeUnixNano());

      List<Span> payment = trace(collector, "/v1/payments", "Query");
      assertThat(payment).anyMatch(span -> says(span, "booking.orchestration"));
      assertThat(payment).anyMatch(span -> says(span, "booking.payment"));
      assertThat(only(payment, "Query")).matches(span -> says(span, "postgresql"));
    }
  }

  private static Map<String, String> settings(SpanCollector collector) {
    return Map.of(
        "DAEGI_HTTP_HOST", "127.0.0.1",
        "DAEGI_ADMIN_KEY", KEY,
        "DAEGI_TRACING", "true",
        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
        "OTEL_TRACES_SAMPLER", "always_on",
        "OTEL_BSP_SCHEDULE_DELAY", "200");
  }

  private static void visit(Api api) {
    var sale = Ticketing.of("traced", 10, 1);
    sale.open(api, KEY, new JsonObject(), 1);
    var visitor = new Visitor(api, sale, new PollWatch(), "somebody");
    visitor.join();
    visitor.awaitCall();
    visitor.enter();
    var held = visitor.hold(sale.dates().getFirst(), "A-1-1").expect(201).body();
    visitor.charge(Ticketing.PRICE, UUID.randomUUID().toString()).expect(200, 201);
    visitor.pay(held.getString("reservationId"), UUID.randomUUID().toString()).expect(200, 201);
  }

  /** Everything of the request to this path, once a span of this name has come. */
  private static List<Span> trace(SpanCollector collector, String path, String last) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                collector.all(span -> isRequestTo(span, path)).stream()
                    .flatMap(collector::below)
                    .toList(),
            spans -> spans.stream().anyMatch(span -> span.getName().equals(last)));
  }

  private static boolean isRequestTo(Span span, String path) {
    return span.getKind() == Span.SpanKind.SPAN_KIND_SERVER
        && attribute(span, "url.path").equals(path);
  }

  private static boolean says(Span span, String value) {
    return span.getAttributesList().stream()
        .anyMatch(attribute -> attribute.getValue().getStringValue().equals(value));
  }

  private static Span only(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }
}
