package io.daegi.booking;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Every booking event that stands on Kafka, read as an outsider reads it. */
public final class EventLog implements AutoCloseable {

  private static final String PREFIX = "io.daegi.";

  private final KafkaConsumer<String, String> consumer;
  private final List<Told> all = new ArrayList<>();

  EventLog(String bootstrapServers, String topic, int partitions) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
    consumer.seekToBeginning(consumer.assignment());
  }

  /**
   * One event and where it stood.
   *
   * @param traceParent its header; null without one
   */
  public record Told(
      int partition,
      String key,
      String contentType,
      String traceParent,
      JsonObject event,
      long sentAtMs) {

    public String id() {
      return event.getString("id");
    }

    /** The type without prefix and version. */
    public String type() {
      String type = event.getString("type");
      return type.substring(PREFIX.length(), type.length() - ".v1".length());
    }

    public JsonObject data() {
      return event.getJsonObject("data");
    }
  }

  /** The types of all events about a token, in order, once there are as many as expected. */
  public List<String> awaitTypes(String tokenId, int expected) {
    await().atMost(Duration.ofSeconds(20)).until(() -> of(tokenId).size() >= expected);
    return of(tokenId).stream().map(Told::type).toList();
  }

  /** What is known of a token now. */
  public List<Told> of(String tokenId) {
    return all().stream().filter(told -> tokenId.equals(told.key())).toList();
  }

  /** Every event that is on Kafka by now; records that are no events are passed over. */
  public List<Told> all() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
        if (record.headers().lastHeader("content-type") != null) {
          all.add(toTold(record));
        }
      }
    }
    return List.copyOf(all);
  }

  private static Told toTold(ConsumerRecord<String, String> record) {
    return new Told(
        record.partition(),
        record.key(),
        header(record, "content-type"),
        header(record, "traceparent"),
        new JsonObject(record.value()),
        record.timestamp());
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
