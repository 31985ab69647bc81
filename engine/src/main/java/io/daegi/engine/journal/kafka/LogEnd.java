package io.daegi.engine.journal.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Where the committed part of a partition begins and ends. */
final class LogEnd {

  private LogEnd() {}

  /**
   * The offset after the last committed record. After {@code initTransactions()} has returned it
   * includes everything that was ever acknowledged; before, it does not.
   */
  static long of(KafkaLogConfig config, TopicPartition partition) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config.consumer())) {
      return consumer.endOffsets(List.of(partition)).get(partition);
    }
  }

  /** The first offset that was not trimmed away. */
  static long beginningOf(KafkaLogConfig config, TopicPartition partition) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config.consumer())) {
      return consumer.beginningOffsets(List.of(partition)).get(partition);
    }
  }
}
