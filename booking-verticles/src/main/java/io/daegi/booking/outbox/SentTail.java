package io.daegi.booking.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The events that stand last in a partition. A relay that takes over, or that lost an
 * acknowledgement, does not know whether its oldest rows were sent; the topic knows.
 */
final class SentTail {

  /** More than one batch of the relay, so that a whole lost batch is found. */
  private static final int RECORDS = 4 * OutboxRelay.BATCH;

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> clientConfig;

  SentTail(Map<String, Object> clientConfig) {
    this.clientConfig = new HashMap<>(clientConfig);
    this.clientConfig.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    this.clientConfig.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    this.clientConfig.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.clientConfig.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.clientConfig.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    this.clientConfig.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
  }

  /** The ids of the last events; blocks, and throws when the broker does not answer. */
  Set<String> read(TopicPartition partition) {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(clientConfig)) {
      List<TopicPartition> one = List.of(partition);
      consumer.assign(one);
      long end = consumer.endOffsets(one).get(partition);
      long begin = consumer.beginningOffsets(one).get(partition);
      consumer.seek(partition, Math.max(begin, end - RECORDS));
      Set<String> ids = new HashSet<>();
      long deadlineNs = System.nanoTime() + LIMIT.toNanos();
      while (consumer.position(partition) < end) {
        if (System.nanoTime() - deadlineNs > 0) {
          throw new TimeoutException("the tail of " + partition + " could not be read in time");
        }
        for (ConsumerRecord<byte[], byte[]> sent : consumer.poll(POLL)) {
          CloudEventCodec.idOf(sent.value()).ifPresent(ids::add);
        }
      }
      return ids;
    }
  }
}
