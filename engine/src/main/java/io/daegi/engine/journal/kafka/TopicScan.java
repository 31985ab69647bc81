package io.daegi.engine.journal.kafka;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads everything that a partition holds now, once. */
final class TopicScan {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final long STALLED_AFTER_NS = 30_000_000_000L;

  private TopicScan() {}

  /**
   * @throws KafkaException when the broker does not answer
   */
  static void scan(
      KafkaLogConfig config,
      TopicPartition partition,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config.consumerToEnd())) {
      List<TopicPartition> one = List.of(partition);
      long end = consumer.endOffsets(one).get(partition);
      consumer.assign(one);
      consumer.seekToBeginning(one);
      long progressNs = System.nanoTime();
      while (consumer.position(partition) < end) {
        var records = consumer.poll(POLL);
        records.forEach(reader);
        if (!records.isEmpty()) {
          progressNs = System.nanoTime();
        } else if (System.nanoTime() - progressNs > STALLED_AFTER_NS) {
          throw new KafkaException(
              "reading %s stands at offset %d of %d"
                  .formatted(partition, consumer.position(partition), end));
        }
      }
    }
  }
}
