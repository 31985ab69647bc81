package io.daegi.launcher.cluster;

import io.daegi.engine.journal.kafka.KafkaLogConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all of the log from its first batch while it is written. It reads faster than the log is
 * trimmed, or the run is broken.
 */
final class LogWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaLogConfig config;
  private final List<TopicPartition> partitions;
  private final WatchedLog log;
  private final Thread thread = Thread.ofPlatform().name("log-watch").daemon().unstarted(this::run);
  private volatile CompletableFuture<Void> endWanted;
  private volatile boolean closed;

  private LogWatch(KafkaLogConfig config, int partitionCount) {
    this.config = config;
    this.log = new WatchedLog(partitionCount);
    this.partitions =
        IntStream.range(0, partitionCount)
            .mapToObj(p -> new TopicPartition(config.admissionTopic(), p))
            .toList();
  }

  static LogWatch start(String kafka, int partitionCount) {
    LogWatch watch = new LogWatch(new KafkaLogConfig(kafka, "daegi.", Map.of()), partitionCount);
    watch.thread.start();
    return watch;
  }

  /** What was read until now. */
  WatchedLog log() {
    return log;
  }

  private void run() {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config.consumer())) {
      consumer.assign(partitions);
      boolean begun = false;
      while (!closed) {
        try {
          if (!begun) {
            consumer.seekToBeginning(partitions);
            begun = true;
          }
          read(consumer);
        } catch (OffsetOutOfRangeException e) {
          log.fault("the log was trimmed before it was read");
          return;
        } catch (KafkaException e) {
          LOG.debug("the log does not answer", e);
        }
      }
    } catch (RuntimeException e) {
      log.fault("the log cannot be read: " + e);
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    for (var record : consumer.poll(POLL)) {
      log.read(record.partition(), record.value(), record.offset());
    }
    CompletableFuture<Void> wanted = endWanted;
    if (wanted != null
        && consumer.endOffsets(partitions).entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      wanted.complete(null);
    }
  }

  /** Returns when everything was read that is in the log now. */
  void awaitEnd(Duration patience) throws Exception {
    endWanted = new CompletableFuture<>();
    try {
      endWanted.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.fault("the log is not read to its end");
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
