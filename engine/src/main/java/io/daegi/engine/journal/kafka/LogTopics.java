package io.daegi.engine.journal.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that Daegi needs: made when missing, checked when there. */
public final class LogTopics {

  private static final long ANSWER_WITHIN_MS = 15_000;
  private static final long ASK_AGAIN_AFTER_MS = 50;
  private static final String FOR_EVER = "-1";
  private static final String THIRTY_DAYS_MS = String.valueOf(30L * 24 * 3_600_000);

  private LogTopics() {}

  /**
   * Makes sure that {@code admission}, its snapshots and {@code booking} have this many partitions,
   * and that {@code queue-status} and {@code deployment} are there.
   *
   * @throws IllegalStateException when one has another number or fewer copies, or Kafka does not
   *     answer
   */
  public static void ensure(KafkaLogConfig config, int partitions, int replicationFactor) {
    try (var admin = Admin.create(config.admin(ANSWER_WITHIN_MS))) {
      create(
          admin,
          inSmallSegments(topic(config.admissionTopic(), partitions, replicationFactor, FOR_EVER)),
          compacted(topic(config.snapshotTopic(), partitions, replicationFactor, FOR_EVER)),
          topic(config.bookingTopic(), partitions, replicationFactor, THIRTY_DAYS_MS),
          compacted(topic(config.queueStatusTopic(), 1, replicationFactor, FOR_EVER)),
          compacted(topic(config.deploymentTopic(), 1, replicationFactor, FOR_EVER)));
      check(admin, config.admissionTopic(), partitions);
      check(admin, config.snapshotTopic(), partitions);
      check(admin, config.bookingTopic(), partitions);
      TopicDurability.require(
          admin,
          List.of(config.admissionTopic(), config.snapshotTopic(), config.bookingTopic()),
          replicationFactor,
          ANSWER_WITHIN_MS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Kafka at " + config.bootstrapServers() + " does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for topics", e);
    }
  }

  private static NewTopic topic(
      String name, int partitions, int replicationFactor, String retentionMs) {
    return new NewTopic(name, partitions, (short) replicationFactor)
        .configs(
            Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                retentionMs,
                "retention.bytes",
                FOR_EVER,
                "max.message.bytes",
                String.valueOf(1024 * 1024),
                "min.insync.replicas",
                String.valueOf(Math.max(1, replicationFactor - 1)),
                "unclean.leader.election.enable",
                "false"));
  }

  /** What is trimmed leaves the disk when a whole segment is. */
  private static NewTopic inSmallSegments(NewTopic topic) {
    var configs = new HashMap<>(topic.configs());
    configs.put("segment.bytes", String.valueOf(128 * 1024 * 1024));
    return topic.configs(configs);
  }

  /**
   * Of each key the last record stays: two snapshots, whatever was there before. A start reads what
   * is not yet cleaned as well, so segments are small and cleaned early.
   */
  private static NewTopic compacted(NewTopic topic) {
    var configs = new HashMap<>(inSmallSegments(topic).configs());
    configs.put("cleanup.policy", "compact");
    configs.put("min.cleanable.dirty.ratio", "0.1");
    return topic.configs(configs);
  }

  /**
   * Only what is missing is asked for: a process that may make no topics can use those there are.
   */
  private static void create(Admin admin, NewTopic... topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    Set<String> there = admin.listTopics().names().get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
    List<NewTopic> missing =
        Stream.of(topics).filter(topic -> !there.contains(topic.name())).toList();
    for (var created : admin.createTopics(missing).values().values()) {
      try {
        created.get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static void check(Admin admin, String name, int partitions)
      throws ExecutionException, InterruptedException, TimeoutException {
    TopicDescription topic = describe(admin, name);
    if (topic.partitions().size() != partitions) {
      throw new IllegalStateException(
          "topic %s has %d partitions, not %d: their number is fixed for the life of the log"
              .formatted(name, topic.partitions().size(), partitions));
    }
  }

  /** A topic that was made a moment ago may not be known to the broker that is asked. */
  private static TopicDescription describe(Admin admin, String name)
      throws ExecutionException, InterruptedException, TimeoutException {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_WITHIN_MS);
    while (true) {
      try {
        return admin
            .describeTopics(List.of(name))
            .topicNameValues()
            .get(name)
            .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        boolean notYet = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!notYet || System.nanoTime() > endNs) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_AFTER_MS);
      }
    }
  }
}
