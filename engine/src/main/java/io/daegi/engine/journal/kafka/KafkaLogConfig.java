package io.daegi.engine.journal.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How to reach the log.
 *
 * @param bootstrapServers host:port, several by commas
 * @param topicPrefix before {@code admission} and the other topics' names
 * @param clientProperties any property of the Kafka clients, stronger than ours
 */
public record KafkaLogConfig(
    String bootstrapServers, String topicPrefix, Map<String, String> clientProperties) {

  public KafkaLogConfig {
    clientProperties = Map.copyOf(clientProperties);
  }

  public String admissionTopic() {
    return topicPrefix + "admission";
  }

  public String snapshotTopic() {
    return topicPrefix + "admission-snapshots";
  }

  public String bookingTopic() {
    return topicPrefix + "booking";
  }

  public String queueStatusTopic() {
    return topicPrefix + "queue-status";
  }

  /** Keeps the id by which log and database know each other. */
  public String deploymentTopic() {
    return topicPrefix + "deployment";
  }

  /**
   * A writer's settings: trouble shows within seconds, so that a shard can start again.
   *
   * @param partition whose transactional id, and with it the right to write, the producer takes
   */
  Map<String, Object> producer(int partition) {
    Map<String, Object> settings = common();
    settings.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, topicPrefix + "admission-writer-" + partition);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1024 * 1024);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.putAll(clientProperties);
    return settings;
  }

  /** A snapshot writer's settings: no right to write is needed, the parts are large and few. */
  Map<String, Object> snapshotProducer() {
    Map<String, Object> settings = common();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1024 * 1024);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.putAll(clientProperties);
    return settings;
  }

  /** A reader's settings: committed batches only, offsets by our own hand. */
  public Map<String, Object> consumer() {
    Map<String, Object> settings = common();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 * 1024 * 1024);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.putAll(clientProperties);
    return settings;
  }

  /**
   * Settings of a reader that stops at an end that it knows: its last fetch, which nothing answers
   * any more, must not hold up its closing.
   */
  Map<String, Object> consumerToEnd() {
    Map<String, Object> settings = consumer();
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    settings.putAll(clientProperties);
    return settings;
  }

  /** The group in which engines share the partitions out. */
  public String enginesGroup() {
    return topicPrefix + "engines";
  }

  /** An admin client's settings. */
  public Map<String, Object> admin(long answerWithinMs) {
    Map<String, Object> settings = common();
    settings.put("request.timeout.ms", (int) answerWithinMs);
    settings.put("default.api.timeout.ms", (int) answerWithinMs);
    settings.putAll(clientProperties);
    return settings;
  }

  private Map<String, Object> common() {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", bootstrapServers);
    return settings;
  }
}
