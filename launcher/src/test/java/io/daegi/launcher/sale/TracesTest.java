package io.daegi.launcher.sale;

import static io.daegi.launcher.sale.SpanCollector.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.daegi.launcher.Launched;
import io.daegi.launcher.sale.EventEvidence.Told;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a collector, and whoever reads the booking's topic, are told of two visits to the whole
 * program: one that is traced, and one whose caller wanted no trace.
 */
@Timeout(180)
class TracesTest {
  private static final String KEY = "a-key-for-the-night-of-the-sale";
  private static final String PAID = "io.daegi.payment.succeeded.v1";
  private static final String UNWANTED = "0af7651916cd43dd8448eb211c80319c";
  private static final int EVENTS_OF_A_VISIT = 4;

  /** More than an orchestration lets go on at once. */
  private static final int RUSH = 24;

  @TempDir private static Path workingDir;

  private static final Ticketing SALE = Ticketing.of("traced", 2 + RUSH, 1);
  private static SpanCollector collector;
  private static Launched daegi;
  private static OutboxTraces outbox;
  private static Api api;
  private static Visitor traced;
  private static Visitor untraced;

  @BeforeAll
  static void visitTwice() throws Exception {
    collector = new SpanCollector();
    daegi = Launched.in(workingDir, settings()).awaitReady();
    outbox = OutboxTraces.keptAt(daegi.embedded("PostgreSQL"));
    api = new Api(daegi.addressOf("Demo sale").replaceAll("/$", ""));
    SALE.open(api, KEY, new JsonObject(), 1);
    traced = visit(api, "A-1-1");
    untraced = visit(api.with("traceparent", traceParent(UNWANTED, "00")), "A-1-2");
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(outbox::isAllSent);
  }

  @AfterAll
  static void stop() {
    daegi.close();
    collector.close();
  }

  private static Map<String, String> settings() {
    return Map.of(
        "DAEGI_HTTP_HOST", "127.0.0.1",
        "DAEGI_ADMIN_KEY", KEY,
        "DAEGI_TRACING", "true",
        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
        "OTEL_TRACES_SAMPLER", "parentbased_always_on",
        "OTEL_BSP_SCHEDULE_DELAY", "200");
  }

  private static Visitor inside(Api api) {
    var visitor = new Visitor(api, SALE, new PollWatch(), "somebody");
    visitor.join();
    visitor.awaitCall();
    visitor.enter();
    return visitor;
  }

  private static Visitor visit(Api api, String seat) {
    Visitor visitor = inside(api);
    var held = visitor.hold(SALE.dates().getFirst(), seat).expect(201).body();
    visitor.charge(Ticketing.PRICE, UUID.randomUUID().toString()).expect(200, 201);
    visitor.pay(held.getString("reservationId"), UUID.randomUUID().toString()).expect(200, 201);
    return visitor;
  }

  @Test
  void followAJoinFromHttpToTheLog() {
    List<Span> join = trace(SALE.queuePath(), "commit");

    Span decided = only(join, "decide JOIN");
    Span commit = only(join, "commit");
    assertThat(decided.getParentSpanId()).isEqualTo(only(join, "ask JOIN").getSpanId());
    assertThat(attribute(only(join, "ask JOIN"), "daegi.queue")).isEqualTo("traced");
    assertThat(commit.getParentSpanId()).isEqualTo(decided.getSpanId());
    assertThat(commit.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_PRODUCER);
    assertThat(attribute(commit, "messaging.system")).isEqualTo("kafka");
    assertThat(commit.getEndTimeUnixNano()).isGreaterThan(commit.getStartTimeUnixNano());
  }

  @Test
  void followAPaymentToTheDatabaseToTheTopicAndToTheSlotThatItFrees() {
    List<Span> payment = trace("/v1/payments", "commit");

    assertThat(payment).anyMatch(span -> says(span, "booking.orchestration"));
    assertThat(payment).anyMatch(span -> says(span, "booking.payment"));
    assertThat(only(payment, "Query")).matches(span -> says(span, "postgresql"));
    assertThat(payment.stream().filter(span -> span.getName().equals("send daegi.booking")))
        .hasSize(2);

    Told paid = told(traced, PAID);
    Span sent = sent(payment, paid);
    assertThat(sent.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_PRODUCER);
    assertThat(attribute(sent, "messaging.system")).isEqualTo("kafka");
    assertThat(attribute(sent, "messaging.destination.name")).isEqualTo("daegi.booking");
    assertThat(attribute(sent, "messaging.destination.partition.id")).isEqualTo("0");
    assertThat(paid.traceParent()).isEqualTo(traceParent(sent));
    assertThat(paid.event().getString("traceparent")).isEqualTo(traceParent(sent));

    Span processed = only(payment, "process daegi.booking");
    assertThat(processed.getParentSpanId()).isEqualTo(sent.getSpanId());
    assertThat(processed.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
    assertThat(attribute(processed, "daegi.queue")).isEqualTo("traced");
    assertThat(attribute(processed, "daegi.outcome")).isEqualTo("DONE");
    assertThat(only(payment, "commit").getParentSpanId()).isEqualTo(processed.getSpanId());
  }

  @Test
  void followAHoldToTheSessionThatItExtends() {
    List<Span> hold = trace(SALE.concertPath() + "/reservations", "commit");

    Told held = told(traced, "io.daegi.reservation.held.v1");
    assertThat(only(hold, "process daegi.booking").getParentSpanId())
        .isEqualTo(sent(hold, held).getSpanId());
    assertThat(held.traceParent()).isEqualTo(traceParent(sent(hold, held)));
  }

  @Test
  void areKeptWithEveryEventOfATracedRequest() {
    assertThat(outbox.of(traced.number()))
        .hasSize(EVENTS_OF_A_VISIT)
        .allMatch(trace -> trace.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]"));
    assertThat(events(traced))
        .hasSize(EVENTS_OF_A_VISIT)
        .noneMatch(one -> one.traceParent() == null);
  }

  @Test
  void areNeitherKeptNorSentForARequestThatIsNotSampled() {
    assertThat(outbox.of(untraced.number())).hasSize(EVENTS_OF_A_VISIT).containsOnlyNulls();
    assertThat(events(untraced))
        .hasSize(EVENTS_OF_A_VISIT)
        .allMatch(one -> one.traceParent() == null)
        .noneMatch(one -> one.event().containsKey("traceparent"));
    assertThat(collector.all(span -> hex(span.getTraceId()).equals(UNWANTED))).isEmpty();
  }

  /** Every second one is sampled, and all want the same seat. */
  @Test
  void areNobodyElsesInARush() {
    var together = new CyclicBarrier(RUSH);
    List<Buying> rush;
    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      rush =
          IntStream.range(0, RUSH)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> rush(i, together), crowd))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
    }

    for (Buying one : rush) {
      assertThat(outbox.of(one.visitor().number()))
          .as("events of trace %s", one.traceParent())
          .hasSize(2)
          .allMatch(one::isMine);
    }
  }

  private record Buying(Visitor visitor, String traceParent) {
    boolean isMine(String kept) {
      return traceParent.endsWith("-01")
          ? kept != null && kept.startsWith(traceParent.substring(0, "00-".length() + 32))
          : kept == null;
    }
  }

  private static Buying rush(int place, CyclicBarrier together) {
    String mine = traceParent("%032x".formatted(0xDAE61_0000L + place), "0" + place % 2);
    Visitor visitor = inside(api.with("traceparent", mine));
    try {
      together.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
    visitor.hold(SALE.dates().getFirst(), "A-1-10").expect(201, 409);
    visitor.charge(Ticketing.PRICE, UUID.randomUUID().toString()).expect(200, 201);
    return new Buying(visitor, mine);
  }

  /** Everything of the first visitor's request to this path, once a span of this name has come. */
  private static List<Span> trace(String path, String last) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                collector.all(span -> isRequestTo(span, path)).stream()
                    .flatMap(collector::below)
                    .toList(),
            spans -> spans.stream().anyMatch(span -> span.getName().equals(last)));
  }

  /** The others bring traces of their own. */
  private static boolean isRequestTo(Span span, String path) {
    return span.getKind() == Span.SpanKind.SPAN_KIND_SERVER
        && span.getParentSpanId().isEmpty()
        && attribute(span, "url.path").equals(path);
  }

  private static boolean says(Span span, String value) {
    return span.getAttributesList().stream()
        .anyMatch(attribute -> attribute.getValue().getStringValue().equals(value));
  }

  private static Span only(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private static List<Told> events(Visitor visitor) {
    return new EventEvidence(daegi.embedded("Kafka")).of(visitor.number());
  }

  private static Told told(Visitor visitor, String type) {
    return events(visitor).stream()
        .filter(one -> one.event().getString("type").equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static Span sent(List<Span> spans, Told told) {
    String id = told.event().getString("id");
    return spans.stream()
        .filter(span -> attribute(span, "messaging.message.id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String traceParent(String traceId, String flags) {
    return "00-" + traceId + "-b7ad6b7169203331-" + flags;
  }

  /** Its flags are the lowest byte of what OTLP calls flags. */
  private static String traceParent(Span span) {
    return "00-%s-%s-%02x"
        .formatted(hex(span.getTraceId()), hex(span.getSpanId()), span.getFlags() & 0xff);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
