package io.daegi.bench.booking;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic of booking's events, of one partition, read again by somebody who counts. */
final class RelayedEvents implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long READABLE_WITHIN_NS = 10_000_000_000L;
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final KafkaConsumer<String, String> consumer;
  private final TopicPartition partition;
  private final Set<String> ids = new HashSet<>();
  private long count;

  /** Makes the topic. */
  RelayedEvents(String bootstrap, String topic) throws IOException {
    create(bootstrap, topic);
    partition = new TopicPartition(topic, 0);
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  private static void create(String bootstrap, String topic) throws IOException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.of((short) 1))))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IOException(topic + " was not made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * There are exactly so many, each with an id of its own. What is committed can be read a moment
   * after the writer was told so.
   */
  void require(long events) {
    long deadlineNs = System.nanoTime() + READABLE_WITHIN_NS;
    do {
      consumer.poll(POLL).forEach(this::count);
    } while (count < events && System.nanoTime() - deadlineNs < 0);
    if (count != events || ids.size() != events) {
      throw new IllegalStateException(
          "%,d events with %,d ids were relayed, not %,d".formatted(count, ids.size(), events));
    }
  }

  private void count(ConsumerRecord<String, String> sent) {
    Matcher id = ID.matcher(sent.value());
    if (!id.find()) {
      throw new IllegalStateException("an event without an id: " + sent.value());
    }
    ids.add(id.group(1));
    count++;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
