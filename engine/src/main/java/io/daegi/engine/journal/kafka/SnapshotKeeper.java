package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.FormatException;
import io.daegi.engine.journal.Replica;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one partition of the log with a {@link Replica} of its own, writes its state down
 * whenever the log has grown enough since the last time, and trims the log behind it, so that a
 * take-over and a board's start read a bounded tail. Never the leader's machine: no answer waits
 * for a snapshot. A take-over in this process takes the machine as it is, and the keeper begins
 * anew from the newest snapshot.
 *
 * <p>Several keepers of one partition disturb nobody: each snapshot has keys of its own, and two of
 * the same batch have the same bytes.
 */
public final class SnapshotKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_AFTER_MS = 1_000;

  private final KafkaLogConfig config;
  private final TopicPartition log;
  private final SnapshotTopic snapshots;
  private final SnapshotSender sender;
  private final LogTrimmer trimmer;
  private final long leastBytes;
  private final Consumer<FormatException> unreadable;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private final HandOver handOver = new HandOver();
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile long tailBytes;

  /**
   * @param leastBytes of log between two snapshots; it is twice the last snapshot's size when that
   *     is more, so that snapshots never cost more than half of the log
   * @param unreadable told when the log or its snapshot cannot be read or believed; the keeper then
   *     ends, and so should the process
   */
  public SnapshotKeeper(
      KafkaLogConfig config, int partition, long leastBytes, Consumer<FormatException> unreadable) {
    this(config, partition, leastBytes, new LogTrimmer(config, partition, true), unreadable);
  }

  /** One that never trims: for whoever reads the log from its first batch later on. */
  public static SnapshotKeeper leavingTheLog(
      KafkaLogConfig config, int partition, long leastBytes, Consumer<FormatException> unreadable) {
    return new SnapshotKeeper(
        config, partition, leastBytes, new LogTrimmer(config, partition, false), unreadable);
  }

  private SnapshotKeeper(
      KafkaLogConfig config,
      int partition,
      long leastBytes,
      LogTrimmer trimmer,
      Consumer<FormatException> unreadable) {
    this.config = config;
    this.log = new TopicPartition(config.admissionTopic(), partition);
    this.snapshots = new SnapshotTopic(config, partition);
    this.sender = new SnapshotSender(config, partition);
    this.trimmer = trimmer;
    this.leastBytes = leastBytes;
    this.unreadable = unreadable;
    this.thread = new Thread(this::run, "daegi-" + partition + "-snapshots");
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** How much of the log has come since the last snapshot that this keeper knows of. */
  public long tailBytes() {
    return tailBytes;
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        followFromNewest();
      }
    } catch (FormatException e) {
      unreadable.accept(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      unreadable.accept(new FormatException("what " + log + " says does not fit: " + e, e));
    }
  }

  private void followFromNewest() throws InterruptedException {
    try (var fresh = new KafkaConsumer<byte[], byte[]>(config.consumer())) {
      consumer = fresh;
      new Following(fresh, snapshots.newestOfBoard()).follow();
    } catch (WakeupException e) {
      LOG.debug("woken to close");
    } catch (OffsetOutOfRangeException e) {
      LOG.info("{} was trimmed behind a newer snapshot: its keeper goes on from there", log);
    } catch (KafkaException e) {
      LOG.warn("{} does not answer, trying again: {}", log, e.getMessage());
      closed.await(RETRY_AFTER_MS, TimeUnit.MILLISECONDS);
    }
  }

  /** From one snapshot on, until something goes wrong, or its machine is taken over. */
  private final class Following {

    private final KafkaConsumer<byte[], byte[]> from;
    private final Replica replica;
    private long dueBytes;
    private long bytes;

    Following(KafkaConsumer<byte[], byte[]> from, StoredSnapshot snapshot) {
      this.from = from;
      this.replica =
          new Replica(
              log.partition(),
              snapshots.machine(snapshot),
              snapshots.board(snapshot),
              snapshot.lastBatch(),
              snapshot.version().orElse(null));
      this.dueBytes = dueBytes(snapshot.bytes());
      from.assign(List.of(log));
      if (snapshot.isNone()) {
        from.seekToBeginning(List.of(log));
      } else {
        from.seek(log, snapshot.nextOffset());
      }
    }

    void follow() {
      handOver.open(from::wakeup);
      try {
        do {
          for (ConsumerRecord<byte[], byte[]> record : poll()) {
            read(record);
          }
          tailBytes = bytes;
        } while (closed.getCount() > 0 && !handOver.give(from.position(log), this::asFarAsRead));
      } finally {
        handOver.shut();
      }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
      try {
        return from.poll(POLL);
      } catch (WakeupException e) {
        return ConsumerRecords.empty();
      }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
      replica.read(record.value(), log + " offset " + record.offset());
      bytes += record.value().length;
      if (bytes >= dueBytes) {
        dueBytes = dueBytes(write(replica, record.offset() + 1));
        bytes = 0;
      }
    }

    private Snapshot asFarAsRead() {
      return new Snapshot(
          replica.machine(),
          Optional.ofNullable(replica.version()),
          replica.lastBatch(),
          from.position(log));
    }
  }

  private long dueBytes(long lastSnapshotBytes) {
    return Math.max(leastBytes, 2 * lastSnapshotBytes);
  }

  private long write(Replica replica, long nextOffset) {
    long bytes = sender.write(replica, nextOffset);
    try {
      trimmer.trim();
    } catch (KafkaException e) {
      LOG.warn("{} is not trimmed before its next snapshot: {}", log, e.getMessage());
    } catch (FormatException e) {
      LOG.error("{} is not trimmed, and nobody can start from here: {}", log, e.getMessage());
    }
    return bytes;
  }

  /**
   * The machine as far as it has followed the log, for a take-over in this process; null when it
   * follows nothing just now. Waits a moment for it to come this far, and no longer.
   */
  Snapshot handOver(long end) {
    return handOver.take(end);
  }

  @Override
  public void close() {
    closed.countDown();
    KafkaConsumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    try {
      if (!thread.join(Duration.ofSeconds(10))) {
        LOG.warn("{} is still being followed", log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
