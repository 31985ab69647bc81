package io.daegi.booking.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.daegi.booking.TestShop;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of events that a real broker takes, or refuses. */
class SentTracesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  private final InMemorySpanExporter ended = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(ended)).build();
  private final TopicPartition to = new TopicPartition("traced-" + UUID.randomUUID(), 0);
  private TestShop shop;
  private Map<String, Object> kafka;

  @BeforeEach
  void open() throws Exception {
    shop = TestShop.open();
    kafka = Map.of("bootstrap.servers", shop.services().broker().bootstrapServers());
    try (Admin admin = Admin.create(kafka)) {
      admin.createTopics(List.of(new NewTopic(to.topic(), 1, (short) 1))).all().get();
    }
  }

  @AfterEach
  void close() {
    shop.close();
    provider.close();
  }

  @Test
  void haveASpanForEachEventThatSomebodyTraces() throws Exception {
    OutboxRow traced = row("00-" + TRACE + "-" + PARENT + "-01");
    try (var producer = new EventProducer(kafka, to, this::tracer)) {
      producer.send(List.of(row(null), traced, row("nonsense")));
    }

    assertThat(ended.getFinishedSpanItems())
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.getName()).isEqualTo("send " + to.topic());
              assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
              assertThat(span.getTraceId()).isEqualTo(TRACE);
              assertThat(span.getParentSpanId()).isEqualTo(PARENT);
              assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
              assertThat(text(span, "messaging.message.id")).isEqualTo(traced.eventId().toString());
            });
  }

  @Test
  void sayWhatKeptAnEventFromTheTopic() throws Exception {
    try (var first = new EventProducer(kafka, to, this::tracer);
        var second = new EventProducer(kafka, to, this::tracer)) {
      var refused =
          catchException(() -> first.send(List.of(row("00-" + TRACE + "-" + PARENT + "-01"))));
      second.send(List.of(row(null)));

      assertThat(refused).isNotNull();
      assertThat(ended.getFinishedSpanItems())
          .singleElement()
          .satisfies(
              span -> {
                assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                assertThat(text(span, "error.type")).startsWith("org.apache.kafka.common.errors.");
              });
    }
  }

  private Tracer tracer() {
    return provider.get("test");
  }

  private static String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  private static OutboxRow row(String traceParent) {
    OffsetDateTime now = OffsetDateTime.parse("2027-12-24T20:00:00Z");
    return new OutboxRow(
        1, UUID.randomUUID(), "type", "token", "subject", "{}", null, now, now, traceParent);
  }
}
