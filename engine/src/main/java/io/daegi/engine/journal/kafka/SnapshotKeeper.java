package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BatchSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one partition of the log with a machine of its own, and writes its state down whenever
 * the log has grown enough since the last time, so that a take-over replays a bounded tail. Never
 * the leader's machine: no answer waits for a snapshot. A take-over in this process takes the
 * machine as it is, and the keeper begins anew from the newest snapshot.
 *
 * <p>Where a snapshot is taken follows from the log and the snapshot before it alone. Several
 * keepers of one partition therefore write the same bytes, and disturb nobody.
 */
public final class SnapshotKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_AFTER_MS = 1_000;

  private final KafkaLogConfig config;
  private final TopicPartition log;
  private final SnapshotTopic snapshots;
  private final long leastBytes;
  private final Consumer<FormatException> unreadable;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private final HandOver handOver = new HandOver();
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param leastBytes of log between two snapshots; it is twice the last snapshot's size when that
   *     is more, so that snapshots never cost more than half of the log
   * @param unreadable told when the log or its snapshot cannot be read or believed; the keeper then
   *     ends, and so should the process
   */
  public SnapshotKeeper(
      KafkaLogConfig config, int partition, long leastBytes, Consumer<FormatException> unreadable) {
    this.config = config;
    this.log = new TopicPartition(config.admissionTopic(), partition);
    this.snapshots = new SnapshotTopic(config, partition);
    this.leastBytes = leastBytes;
    this.unreadable = unreadable;
    this.thread = new Thread(this::run, "daegi-" + partition + "-snapshots");
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
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
      new Following(fresh, snapshots.newest()).follow();
    } catch (WakeupException e) {
      LOG.debug("woken to close");
    } catch (KafkaException e) {
      LOG.warn("{} does not answer, trying again: {}", log, e.getMessage());
      closed.await(RETRY_AFTER_MS, TimeUnit.MILLISECONDS);
    }
  }

  /** From one snapshot on, until something goes wrong. */
  private final class Following implements BatchSink {

    private final KafkaConsumer<byte[], byte[]> from;
    private final Machine machine;
    private final BatchReader reader;
    private FormatVersion version;
    private int slot;
    private long dueBytes = leastBytes;
    private long bytes;

    Following(KafkaConsumer<byte[], byte[]> from, Snapshot snapshot) {
      this.from = from;
      this.machine = snapshot.machine();
      this.reader = new BatchReader(log.partition(), snapshot.lastBatch(), this);
      this.slot = snapshot.slot();
      this.version = snapshot.version().orElse(null);
      from.assign(List.of(log));
      if (snapshot.lastBatch() < 0) {
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
      reader.read(record.value(), log + " offset " + record.offset());
      bytes += record.value().length;
      if (bytes >= dueBytes) {
        write(record.offset() + 1);
      }
    }

    private Snapshot asFarAsRead() {
      return new Snapshot(
          machine, Optional.ofNullable(version), reader.lastBatch(), from.position(log), slot);
    }

    private void write(long nextOffset) {
      var written = snapshots.write(machine, version, reader.lastBatch(), nextOffset, slot);
      slot = written.slot();
      dueBytes = Math.max(leastBytes, 2 * written.bytes());
      bytes = 0;
    }

    @Override
    public EventSink begin(BatchHeader header) {
      return machine.replay();
    }

    @Override
    public void end(BatchHeader header) {
      version = header.version();
    }
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
