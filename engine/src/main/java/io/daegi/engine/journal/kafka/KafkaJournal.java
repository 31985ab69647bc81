package io.daegi.engine.journal.kafka;

import io.daegi.engine.journal.Journal;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalException.Trouble;
import io.daegi.engine.journal.JournalSession;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** One partition of {@code admission}; the right to write is its transactional id's epoch. */
public final class KafkaJournal implements Journal {

  private final KafkaLogConfig config;
  private final TopicPartition partition;
  private final LongFunction<Snapshot> follower;

  /** A take-over replays from the newest snapshot on. */
  public KafkaJournal(KafkaLogConfig config, int partition) {
    this(config, partition, end -> null);
  }

  /** A take-over goes on where this follower stands, if it can. */
  public KafkaJournal(KafkaLogConfig config, int partition, SnapshotKeeper follower) {
    this(config, partition, follower::handOver);
  }

  private KafkaJournal(KafkaLogConfig config, int partition, LongFunction<Snapshot> follower) {
    this.config = config;
    this.follower = follower;
    this.partition = new TopicPartition(config.admissionTopic(), partition);
  }

  @Override
  public JournalSession takeOver() throws JournalException {
    KafkaProducer<byte[], byte[]> producer = null;
    try {
      producer = new KafkaProducer<>(config.producer(partition.partition()));
      producer.initTransactions();
      long end = LogEnd.of(config, partition);
      return new KafkaJournalSession(config, partition, producer, end, follower);
    } catch (KafkaException e) {
      if (producer != null) {
        KafkaJournalSession.closeNow(producer);
      }
      throw new JournalException(
          KafkaJournalSession.isFenced(e) ? Trouble.FENCED : Trouble.UNAVAILABLE,
          "cannot take over " + partition + ": " + e.getMessage(),
          e);
    }
  }
}
