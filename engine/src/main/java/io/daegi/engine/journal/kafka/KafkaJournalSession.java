package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalException.Trouble;
import io.daegi.engine.journal.JournalSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one transaction a batch; the first failure of any kind ends the session. */
final class KafkaJournalSession implements JournalSession {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaJournalSession.class);

  private final KafkaLogConfig config;
  private final TopicPartition partition;
  private final KafkaProducer<byte[], byte[]> producer;
  private final long end;
  private final LongFunction<Snapshot> follower;
  private Snapshot snapshot;

  KafkaJournalSession(
      KafkaLogConfig config,
      TopicPartition partition,
      KafkaProducer<byte[], byte[]> producer,
      long end,
      LongFunction<Snapshot> follower) {
    this.config = config;
    this.partition = partition;
    this.producer = producer;
    this.end = end;
    this.follower = follower;
    this.snapshot = Snapshot.none(partition.partition());
  }

  @Override
  public Machine restore(int number) throws JournalException {
    Snapshot followed = follower.apply(end);
    if (followed != null && followed.lastBatch() >= 0) {
      return goOnFrom(followed);
    }
    return readSnapshot(number);
  }

  /** What follows the log may have read more only if somebody has written after our fence. */
  private Machine goOnFrom(Snapshot followed) throws JournalException {
    if (followed.nextOffset() > end) {
      throw new JournalException(
          Trouble.FENCED, partition + " was taken over by another meanwhile", null);
    }
    LOG.info("{}: goes on from batch {}, which was followed", partition, followed.lastBatch());
    snapshot = followed;
    return followed.machine();
  }

  private Machine readSnapshot(int number) throws JournalException {
    try {
      var snapshots = new SnapshotTopic(config, number);
      StoredSnapshot newest = snapshots.newestOfMachine();
      snapshot =
          new Snapshot(
              snapshots.machine(newest), newest.version(), newest.lastBatch(), newest.nextOffset());
      return snapshot.machine();
    } catch (KafkaException e) {
      throw new JournalException(
          Trouble.UNAVAILABLE, "cannot read a snapshot of " + partition + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<FormatVersion> restoredVersion() {
    return snapshot.version();
  }

  @Override
  public long replay(BatchSink sink) throws JournalException {
    if (snapshot.nextOffset() >= end) {
      return snapshot.lastBatch();
    }
    return LogReader.readTo(
        config, partition, snapshot.lastBatch(), snapshot.nextOffset(), end, sink);
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

  /**
   * Whether somebody else has taken the right to write. A commit that was on its way when the next
   * owner's fence ended its transaction looks to the broker like a repeat that contradicts itself:
   * it is refused for the state of the transaction, not for the epoch of its writer.
   */
  static boolean isFenced(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException
          || cause instanceof InvalidTxnStateException) {
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
