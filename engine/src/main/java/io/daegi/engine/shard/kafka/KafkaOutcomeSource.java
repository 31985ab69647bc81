package io.daegi.engine.shard.kafka;

import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.shard.OutcomeSource;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one partition of the booking topic by {@code assign()}, from where the machine says. */
public final class KafkaOutcomeSource implements OutcomeSource {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutcomeSource.class);
  private static final Duration POLL = Duration.ofMillis(200);

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

    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config.consumer());
    private final OutcomeParser parser = new OutcomeParser();
    private final long fromOffset;
    private final Target target;
    private final Thread thread =
        new Thread(this::run, "daegi-" + partition.partition() + "-outcomes");
    private volatile boolean closing;

    Reading(long fromOffset, Target target) {
      this.fromOffset = fromOffset;
      this.target = target;
      thread.setDaemon(true);
    }

    private void run() {
      try (consumer) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, fromOffset);
        while (!closing) {
          readOnce();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void readOnce() throws InterruptedException {
      try {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (!target.offer(parser.parse(record.value(), record.offset()))) {
            closing = true;
            return;
          }
        }
      } catch (OffsetOutOfRangeException e) {
        LOG.warn("{} no longer has offset {}: reading on from its start", partition, fromOffset);
        consumer.seekToBeginning(List.of(partition));
      } catch (WakeupException e) {
        LOG.debug("woken to close");
      } catch (KafkaException e) {
        LOG.warn("{} does not answer, trying again: {}", partition, e.getMessage());
      }
    }

    @Override
    public void close() {
      closing = true;
      consumer.wakeup();
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
