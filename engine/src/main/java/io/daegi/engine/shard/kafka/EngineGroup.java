package io.daegi.engine.shard.kafka;

import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.shard.Shard;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among the engines of one log, which share its partitions out as members of a
 * consumer group. What the group says is a hint which shards should lead; it gives no right to
 * write.
 *
 * <p>Members are static: one that comes back under its name finds its partitions again without
 * anybody waiting for its ghost. A partition moves only when its owner has given it back.
 */
final class EngineGroup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EngineGroup.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long LOOK_MS = 10;
  private static final long RETRY_AFTER_MS = 1_000;

  /** Soon enough to hear that partitions are to be shared out anew. */
  private static final int HEARTBEAT_MS = 300;

  /** The last word on the dead when no survivor evicts them: long enough for a restart. */
  private static final int SESSION_MS = 15_000;

  /** How long the others wait for a member that drains. */
  private static final int REVOKED_WITHIN_MS = 60_000;

  private final KafkaLogConfig config;
  private final String instance;
  private final List<Shard> shards;
  private final BooleanSupplier ready;
  private final BooleanSupplier takesPart;
  private final Consumer<Throwable> failed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "daegi-engines");
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean joined;

  /**
   * @param instance by which name the group knows this process, and no other
   * @param shards by partition
   * @param ready whether this process has followed the log to its end: who has not would only hold
   *     a partition up
   * @param takesPart whether it should be a member just now; otherwise it leaves, and comes back
   * @param failed told when this process cannot be a member and must end
   */
  EngineGroup(
      KafkaLogConfig config,
      String instance,
      List<Shard> shards,
      BooleanSupplier ready,
      BooleanSupplier takesPart,
      Consumer<Throwable> failed) {
    this.config = config;
    this.instance = instance;
    this.shards = shards;
    this.ready = ready;
    this.takesPart = takesPart;
    this.failed = failed;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether the group has once said which partitions are this process's. */
  boolean hasJoined() {
    return joined;
  }

  private void run() {
    try {
      while (!ready.getAsBoolean()) {
        if (closed.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      while (closed.getCount() > 0) {
        if (takesPart.getAsBoolean()) {
          takePart();
        } else {
          closed.await(LOOK_MS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (FencedInstanceIdException e) {
      giveUpAll();
      failed.accept(
          new IllegalStateException(
              "another process runs as engine %s: each needs a name of its own".formatted(instance),
              e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  private void takePart() throws InterruptedException {
    var fresh = new KafkaConsumer<byte[], byte[]>(settings());
    consumer = fresh;
    try {
      fresh.subscribe(List.of(config.admissionTopic()), new Sharing(fresh));
      while (!leaves()) {
        fresh.poll(POLL);
      }
    } catch (WakeupException e) {
      LOG.debug("woken to close");
    } catch (FencedInstanceIdException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("the engines' group does not answer, trying again: {}", e.getMessage());
      closed.await(RETRY_AFTER_MS, TimeUnit.MILLISECONDS);
    } finally {
      close(fresh);
    }
  }

  private boolean leaves() {
    return closed.getCount() == 0 || !takesPart.getAsBoolean();
  }

  /** In order, what this process leads is given back first, and the others are told to share it. */
  private void close(KafkaConsumer<byte[], byte[]> fresh) throws InterruptedException {
    boolean leaves = leaves();
    if (leaves) {
      giveBack(shards);
    }
    var leaving =
        leaves ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP;
    fresh.close(CloseOptions.timeout(Duration.ofSeconds(2)).withGroupMembershipOperation(leaving));
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = config.consumer();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.enginesGroup());
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, instance);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, REVOKED_WITHIN_MS);
    return settings;
  }

  private void giveBack(Collection<Shard> some) throws InterruptedException {
    some.forEach(Shard::withdraw);
    for (Shard shard : some) {
      shard.awaitFollowing();
    }
  }

  private void giveUpAll() {
    shards.forEach(Shard::withdraw);
  }

  /** What the group says, on the thread that polls. */
  private final class Sharing implements ConsumerRebalanceListener {

    private final KafkaConsumer<byte[], byte[]> from;

    Sharing(KafkaConsumer<byte[], byte[]> from) {
      this.from = from;
    }

    private List<Shard> of(Collection<TopicPartition> partitions) {
      return partitions.stream().map(one -> shards.get(one.partition())).toList();
    }

    /** The group's consumer reads nothing: shards read the log themselves. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.info("engine {}: partitions {} are to be led", instance, numbers(partitions));
      from.pause(partitions);
      of(partitions).forEach(Shard::assign);
      joined = true;
    }

    /** Returns when they are free for others. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      LOG.info("engine {}: partitions {} go to others", instance, numbers(partitions));
      try {
        giveBack(of(partitions));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Others may lead them already: there is nothing to give back. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      LOG.warn(
          "engine {}: partitions {} were given to others, since the group had not heard of it",
          instance,
          numbers(partitions));
      of(partitions).forEach(Shard::withdraw);
    }

    private List<Integer> numbers(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }
  }

  /** Gives back what this process leads, and leaves the group. */
  @Override
  public void close() {
    closed.countDown();
    KafkaConsumer<byte[], byte[]> polling = consumer;
    if (polling != null) {
      polling.wakeup();
    }
    try {
      if (!thread.join(Duration.ofMillis(REVOKED_WITHIN_MS))) {
        LOG.warn("engine {} is still a member of {}", instance, config.enginesGroup());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
