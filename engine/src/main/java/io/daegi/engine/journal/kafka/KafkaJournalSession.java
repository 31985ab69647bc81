package io.daegi.engine.journal.kafka;

import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalException.Trouble;
import io.daegi.engine.journal.JournalSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Writes one transaction a batch; the first failure of any kind ends the session. */
final class KafkaJournalSession implements JournalSession {

  private static final long STALLED_AFTER_NS = 30_000_000_000L;

  private final KafkaLogConfig config;
  private final TopicPartition partition;
  private final KafkaProducer<byte[], byte[]> producer;
  private final long end;

  KafkaJournalSession(
      KafkaLogConfig config,
      TopicPartition partition,
      KafkaProducer<byte[], byte[]> producer,
      long end) {
    this.config = config;
    this.partition = partition;
    this.producer = producer;
    this.end = end;
  }

  @Override
  public long replay(BatchSink sink) throws JournalException {
    var reader = new BatchReader(partition.partition(), sink);
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config.consumer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long progressNs = System.nanoTime();
      while (consumer.position(partition) < end) {
        var records = consumer.poll(Duration.ofMillis(500));
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() < end) {
            reader.read(record.value(), partition + " offset " + record.offset());
          }
        }
        if (!records.isEmpty()) {
          progressNs = System.nanoTime();
        } else if (System.nanoTime() - progressNs > STALLED_AFTER_NS) {
          throw new JournalException(
              Trouble.UNAVAILABLE,
              "replay of %s stands at offset %d of %d"
                  .formatted(partition, consumer.position(partition), end),
              null);
        }
      }
    } catch (KafkaException e) {
      throw new JournalException(
          Trouble.UNAVAILABLE, "cannot replay " + partition + ": " + e.getMessage(), e);
    }
    return reader.lastBatch();
  }

  @Override
  public void append(byte[] batch, int length) throws JournalException {
    try {
      producer.beginTransaction();
      Future<RecordMetadata> sent =
          producer.send(
              new ProducerRecord<>(
                  partition.topic(), partition.partition(), null, Arrays.copyOf(batch, length)));
      producer.commitTransaction();
      sent.get();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new JournalException(Trouble.FENCED, partition + " has another writer", e);
    } catch (KafkaException | ExecutionException e) {
      boolean fenced = isFenced(e);
      throw new JournalException(
          fenced ? Trouble.FENCED : Trouble.UNAVAILABLE,
          fenced ? partition + " has another writer" : partition + ": " + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalException(Trouble.UNAVAILABLE, "interrupted", e);
    }
  }

  private static boolean isFenced(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    closeNow(producer);
  }

  /** Closes without waiting: an open transaction is the next owner's to abort. */
  static void closeNow(KafkaProducer<byte[], byte[]> producer) {
    producer.close(Duration.ZERO);
  }
}
