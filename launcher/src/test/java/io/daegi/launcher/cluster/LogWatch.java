package io.daegi.launcher.cluster;

import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.audit.QueueAudit;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.event.Tee;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.model.TokenState;
import java.time.Duration;
import java.util.ArrayList;
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
 * Reads all of the log from its first batch while it is written, and holds it against the auditor's
 * rules; what it read is then compared with what visitors were told. It reads faster than the log
 * is trimmed, or the run is broken.
 */
final class LogWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaLogConfig config;
  private final List<TopicPartition> partitions;
  private final List<LogAuditor> auditors = new ArrayList<>();
  private final List<LogPlaces> places = new ArrayList<>();
  private final List<BatchReader> readers = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("log-watch").daemon().unstarted(this::run);
  private volatile CompletableFuture<Void> endWanted;
  private volatile boolean closed;

  private LogWatch(KafkaLogConfig config, int partitionCount) {
    this.config = config;
    this.partitions =
        IntStream.range(0, partitionCount)
            .mapToObj(p -> new TopicPartition(config.admissionTopic(), p))
            .toList();
    for (int partition = 0; partition < partitionCount; partition++) {
      auditors.add(new LogAuditor());
      places.add(new LogPlaces());
      readers.add(new BatchReader(partition, both(auditors.getLast(), places.getLast())));
    }
  }

  static LogWatch start(String kafka, int partitionCount) {
    LogWatch watch = new LogWatch(new KafkaLogConfig(kafka, "daegi.", Map.of()), partitionCount);
    watch.thread.start();
    return watch;
  }

  private static BatchSink both(LogAuditor auditor, LogPlaces places) {
    return new BatchSink() {
      private final Tee events = new Tee(auditor).to(places);

      @Override
      public EventSink begin(BatchHeader header) {
        auditor.begin(header);
        return events;
      }

      @Override
      public void end(BatchHeader header) {
        auditor.end(header);
      }
    };
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
          throw new FormatException("the log was trimmed before it was read", e);
        } catch (KafkaException e) {
          LOG.debug("the log does not answer", e);
        }
      }
    } catch (RuntimeException e) {
      fault("the log cannot be read: " + e);
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    for (var record : consumer.poll(POLL)) {
      synchronized (this) {
        readers
            .get(record.partition())
            .read(record.value(), record.partition() + " offset " + record.offset());
      }
    }
    CompletableFuture<Void> wanted = endWanted;
    if (wanted != null
        && consumer.endOffsets(partitions).entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      wanted.complete(null);
    }
  }

  private synchronized void fault(String what) {
    faults.add(what);
  }

  /** Returns when everything was read that is in the log now. */
  void awaitEnd(Duration patience) throws Exception {
    endWanted = new CompletableFuture<>();
    try {
      endWanted.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      fault("the log is not read to its end");
    }
  }

  /** What broke a rule until now. */
  synchronized List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    for (int partition = 0; partition < auditors.size(); partition++) {
      for (String violation : auditors.get(partition).violations()) {
        all.add("partition " + partition + ": " + violation);
      }
    }
    return all;
  }

  /** How often somebody took over to lead. */
  synchronized long leaders() {
    return auditors.stream().mapToLong(auditor -> auditor.leaders().size()).sum();
  }

  /** What the partition of this queue says of places; not while the log is still read. */
  LogPlaces placesOf(String queueId) {
    return places.get(Cluster.partitionOf(queueId));
  }

  /** What became of a place until now; null when there is none. */
  synchronized TokenState state(Told.Place place) {
    QueueAudit queue = auditors.get(Cluster.partitionOf(place.queueId())).queue(place.queueId());
    return queue == null || place.number() > queue.joined() ? null : queue.state(place.number());
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
