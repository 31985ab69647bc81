package io.daegi.launcher.sale;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every booking event that is on Kafka, in order. */
final class EventEvidence {
  private static final TopicPartition PARTITION = new TopicPartition("daegi.booking", 0);

  /**
   * One event of a visitor.
   *
   * @param traceParent the record's header; null without one
   */
  record Told(JsonObject event, String traceParent) {
    long number() {
      return event.getJsonObject("data").getLong("number");
    }
  }

  private final List<Told> told = new ArrayList<>();

  EventEvidence(String kafka) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          told.add(
              new Told(
                  new JsonObject(new String(record.value(), StandardCharsets.UTF_8)),
                  traceParent(record)));
        }
      }
    }
  }

  private static String traceParent(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader("traceparent");
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** What was told of the visitor with this number. */
  List<Told> of(long number) {
    return told.stream().filter(one -> one.number() == number).toList();
  }

  /** How many events of this kind there are, repeats of the same event included. */
  int count(String type) {
    return of(type).size();
  }

  /** How many different events of this kind there are. */
  int different(String type) {
    Set<String> ids = new HashSet<>();
    of(type).forEach(event -> ids.add(event.getString("id")));
    return ids.size();
  }

  private List<JsonObject> of(String type) {
    return told.stream()
        .map(Told::event)
        .filter(event -> event.getString("type").equals("io.daegi." + type + ".v1"))
        .toList();
  }
}
