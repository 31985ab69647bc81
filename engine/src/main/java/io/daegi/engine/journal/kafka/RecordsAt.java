package io.daegi.engine.journal.kafka;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of a partition that stand at some offsets, fetched one after the other: no more of
 * them is in memory than the broker sends at a time.
 */
final class RecordsAt implements Iterator<byte[]>, AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final long STALLED_AFTER_NS = 30_000_000_000L;

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Iterator<Long> offsets;
  private Iterator<ConsumerRecord<byte[], byte[]>> fetched = Collections.emptyIterator();
  private long at = -1;

  RecordsAt(KafkaLogConfig config, TopicPartition partition, List<Long> offsets) {
    this.partition = partition;
    this.offsets = offsets.iterator();
    consumer = new KafkaConsumer<>(config.consumerToEnd());
    consumer.assign(List.of(partition));
  }

  @Override
  public boolean hasNext() {
    return offsets.hasNext();
  }

  /**
   * @throws KafkaException when the record is gone, or the broker does not answer
   */
  @Override
  public byte[] next() {
    long wanted = offsets.next();
    if (wanted <= at) {
      fetched = Collections.emptyIterator();
    }
    long startNs = System.nanoTime();
    while (true) {
      while (fetched.hasNext()) {
        ConsumerRecord<byte[], byte[]> record = fetched.next();
        at = record.offset();
        if (at == wanted && record.value() != null) {
          return record.value();
        }
        if (at >= wanted) {
          throw new KafkaException(
              "%s offset %d was overwritten while it was read".formatted(partition, wanted));
        }
      }
      if (System.nanoTime() - startNs > STALLED_AFTER_NS) {
        throw new KafkaException("%s offset %d does not come".formatted(partition, wanted));
      }
      if (wanted != at + 1 || at < 0) {
        consumer.seek(partition, wanted);
      }
      fetched = consumer.poll(POLL).iterator();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
