package io.daegi.engine.shard.kafka;

import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.shard.OutcomeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one partition of the booking topic by {@code assign()}, from where the machine says. */
public final class KafkaOutcomeSource implements OutcomeSource {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutcomeSource.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_AFTER_MS = 250;

  private final KafkaLogConfig config;
  private final TopicPartition partition;

  public KafkaOutcomeSource(KafkaLogConfig config, int partition) {
    this.config = config;
    this.partition = new TopicPartition(config.bookingTopic(), partition);
  }

  @Override
  public Subscription subscribe(long fromOffset, Target target) {
    var reading = new Reading(fromOffset, target);
    reading.thread.start();
    return reading;
  }

  private final class Reading implements Subscription {

    private final OutcomeParser parser = new OutcomeParser();
    private final Target target;
    private final Thread thread =
        new Thread(this::run, "daegi-" + partition.partition() + "-outcomes");
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private long nextOffset;

    Reading(long fromOffset, Target target) {
      this.nextOffset = fromOffset;
      this.target = target;
      thread.setDaemon(true);
    }

    private void run() {
      try {
        while (closed.getCount() > 0) {
          readUntilTrouble();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IllegalStateException e) {
        target.broken(e);
      }
    }

    /** With a consumer of its own each time: what a broker's trouble did to one is forgotten. */
    private void readUntilTrouble() throws InterruptedException {
      try (var fresh = new KafkaConsumer<byte[], byte[]>(config.consumer())) {
        consumer = fresh;
        fresh.assign(List.of(partition));
        seek(fresh);
        while (closed.getCount() > 0) {
          readOnce(fresh);
        }
      } catch (WakeupException e) {
        LOG.debug("woken to close");
      } catch (KafkaException e) {
        LOG.warn("{} does not answer, trying again: {}", partition, e.getMessage());
        closed.await(RETRY_AFTER_MS, TimeUnit.MILLISECONDS);
      }
    }

    /**
     * What has run out of its retention cannot matter any more; what never was is another topic.
     */
    private void seek(KafkaConsumer<byte[], byte[]> fresh) {
      long start = fresh.beginningOffsets(List.of(partition)).get(partition);
      long end = fresh.endOffsets(List.of(partition)).get(partition);
      if (nextOffset > end) {
        throw new IllegalStateException(
            "%s ends at offset %d, but outcomes up to %d were applied: the topic was replaced."
                    .formatted(partition, end, nextOffset - 1)
                + " Restore it, or begin with an empty log under another DAEGI_TOPIC_PREFIX");
      }
      if (nextOffset < start) {
        LOG.warn("{} no longer has offsets {} to {}", partition, nextOffset, start - 1);
      }
      fresh.seek(partition, Math.max(start, nextOffset));
    }

    private void readOnce(KafkaConsumer<byte[], byte[]> from) throws InterruptedException {
      for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
        if (!target.offer(parser.parse(record))) {
          closed.countDown();
          return;
        }
        nextOffset = record.offset() + 1;
      }
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
          LOG.warn("{} is still being read", partition);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
