package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.FormatException;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalException.Trouble;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads a partition of {@code admission} from its beginning to an end that is known. */
public final class LogReader {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final long STALLED_AFTER_NS = 30_000_000_000L;

  private LogReader() {}

  /**
   * Tells everything that is committed now, from the first batch; for auditors, which take no right
   * to write.
   *
   * @return the number of the last batch; -1 when there is none
   * @throws JournalException when the log does not answer
   * @throws FormatException when it was trimmed, or holds what this build cannot read
   */
  public static long readToEnd(KafkaLogConfig config, int partition, BatchSink sink)
      throws JournalException {
    var topicPartition = new TopicPartition(config.admissionTopic(), partition);
    try {
      long beginning = LogEnd.beginningOf(config, topicPartition);
      if (beginning > 0) {
        throw new FormatException(
            "%s was trimmed and begins at offset %d: who reads all of it needs a copy from before"
                .formatted(topicPartition, beginning));
      }
      return readTo(config, topicPartition, -1, 0, LogEnd.of(config, topicPartition), sink);
    } catch (KafkaException e) {
      throw unanswered(topicPartition, e);
    }
  }

  /**
   * @param lastBatch the batch before the first that is wanted; -1: from the beginning
   * @param from the offset where to look for it
   */
  static long readTo(
      KafkaLogConfig config,
      TopicPartition partition,
      long lastBatch,
      long from,
      long end,
      BatchSink sink)
      throws JournalException {
    var reader = new BatchReader(partition.partition(), lastBatch, sink);
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config.consumerToEnd())) {
      consumer.assign(List.of(partition));
      if (lastBatch < 0) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, from);
      }
      long progressNs = System.nanoTime();
      while (consumer.position(partition) < end) {
        var records = consumer.poll(POLL);
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
              "reading %s stands at offset %d of %d"
                  .formatted(partition, consumer.position(partition), end),
              null);
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw new JournalException(
          Trouble.UNAVAILABLE,
          "%s was trimmed behind a newer snapshot while it was read".formatted(partition),
          e);
    } catch (KafkaException e) {
      throw unanswered(partition, e);
    }
    return reader.lastBatch();
  }

  private static JournalException unanswered(TopicPartition partition, KafkaException cause) {
    return new JournalException(
        Trouble.UNAVAILABLE, "cannot read " + partition + ": " + cause.getMessage(), cause);
  }
}
