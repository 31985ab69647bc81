package io.daegi.engine.journal.kafka;

import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.BoardFeed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of {@code admission} from its newest snapshot on and goes on for ever, on
 * one thread of its own: what feeds a process's board. Trouble with the broker is waited out; a
 * partition that was trimmed before it was read goes on from a newer snapshot.
 */
public final class LogFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_AFTER_MS = 250;

  private final KafkaLogConfig config;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, BatchSink> partitionToSink = new HashMap<>();

  /** Of the partitions that have begun. */
  private final Map<TopicPartition, BatchReader> partitionToReader = new HashMap<>();

  private final Map<TopicPartition, Long> partitionToFirstEnd = new HashMap<>();
  private final IntConsumer caughtUp;
  private final Consumer<FormatException> unreadable;
  private final Thread thread = new Thread(this::run, "daegi-follower");
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param partitionToSink whom each partition's batches are told to, on the follower's thread; one
   *     that is no {@link BoardFeed} wants the log from its first batch
   * @param caughtUp told each partition once, when its end as of the start has been reached
   * @param unreadable told when the log or its snapshot holds what this build cannot read, or what
   *     no sink can believe; the follower then ends, and so should the process
   */
  public LogFollower(
      KafkaLogConfig config,
      int partitionCount,
      IntFunction<? extends BatchSink> partitionToSink,
      IntConsumer caughtUp,
      Consumer<FormatException> unreadable) {
    this.config = config;
    this.caughtUp = caughtUp;
    this.unreadable = unreadable;
    consumer = new KafkaConsumer<>(config.consumer());
    partitions =
        IntStream.range(0, partitionCount)
            .mapToObj(p -> new TopicPartition(config.admissionTopic(), p))
            .toList();
    for (TopicPartition partition : partitions) {
      this.partitionToSink.put(partition, partitionToSink.apply(partition.partition()));
    }
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try (consumer) {
      consumer.assign(partitions);
      while (closed.getCount() > 0) {
        try {
          beginWhereNeeded();
          learnFirstEnds();
          follow();
        } catch (WakeupException e) {
          LOG.debug("woken to close");
        } catch (OffsetOutOfRangeException e) {
          beginAnew(e);
        } catch (KafkaException e) {
          LOG.warn("the log does not answer, trying again: {}", e.getMessage());
          closed.await(RETRY_AFTER_MS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (FormatException e) {
      unreadable.accept(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      unreadable.accept(
          new FormatException("what the log says does not fit: " + e.getMessage(), e));
    }
  }

  private void beginWhereNeeded() {
    for (TopicPartition partition : partitions) {
      if (!partitionToReader.containsKey(partition)) {
        begin(partition);
      }
    }
  }

  private void begin(TopicPartition partition) {
    BatchSink sink = partitionToSink.get(partition);
    StoredSnapshot from =
        sink instanceof BoardFeed feed ? beginAtNewest(partition, feed) : StoredSnapshot.NONE;
    if (from.isNone()) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, from.nextOffset());
    }
    partitionToReader.put(
        partition, new BatchReader(partition.partition(), from.lastBatch(), sink));
  }

  private StoredSnapshot beginAtNewest(TopicPartition partition, BoardFeed feed) {
    var snapshots = new SnapshotTopic(config, partition.partition());
    StoredSnapshot newest = snapshots.newestOfBoard();
    if (!newest.isNone()) {
      goOn(feed, partition, snapshots.board(newest), newest.version().orElseThrow());
    }
    return newest;
  }

  private static void goOn(
      BoardFeed feed, TopicPartition partition, BoardWriter snapshot, FormatVersion version) {
    try {
      feed.goOnFrom(snapshot, version);
    } catch (FormatException e) {
      throw new FormatException("%s: %s. %s".formatted(partition, e.getMessage(), e.mend()), e);
    }
  }

  private void beginAnew(OffsetOutOfRangeException behind) {
    behind
        .offsetOutOfRangePartitions()
        .forEach(
            (partition, offset) -> {
              LOG.warn(
                  "{} was trimmed before its offset {} was read here: it begins anew",
                  partition,
                  offset);
              partitionToReader.remove(partition);
            });
  }

  private void learnFirstEnds() {
    if (partitionToFirstEnd.isEmpty()) {
      partitionToFirstEnd.putAll(consumer.endOffsets(partitions));
      partitions.forEach(this::noteCatchUp);
    }
  }

  private void follow() {
    var records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      BatchReader reader = partitionToReader.get(partition);
      for (var record : records.records(partition)) {
        reader.read(record.value(), partition + " offset " + record.offset());
      }
    }
    for (TopicPartition partition : partitions) {
      noteCatchUp(partition);
    }
  }

  private void noteCatchUp(TopicPartition partition) {
    Long end = partitionToFirstEnd.get(partition);
    if (end >= 0 && consumer.position(partition) >= end) {
      partitionToFirstEnd.put(partition, -1L);
      caughtUp.accept(partition.partition());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
