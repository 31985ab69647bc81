package io.daegi.engine.shard.kafka;

import io.daegi.engine.board.Board;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.shard.ShardConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evicts engines from the group whose partitions have fallen silent, so that others get them within
 * seconds. A leader writes every second; one that is dead, stopped or cut off from the log does
 * not. To be wrong costs a rebalance and never a place: the one that was evicted joins again, and
 * who may write is not decided here.
 */
final class SilentOwners implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SilentOwners.class);
  private static final long LOOK_EVERY_MS = 250;
  private static final long ANSWER_WITHIN_MS = 1_000;

  /** A member that has not led since it was given the partition may be reading a long log. */
  private static final long SILENT_NEWCOMER_MS = 30_000;

  /** If the eviction changed nothing, it was not the member's fault. */
  private static final long EVICTED_AGAIN_AFTER_MS = 30_000;

  private final KafkaLogConfig config;
  private final String instance;
  private final Board board;
  private final OutOfReach outOfReach;
  private final Admin admin;
  private final Map<String, Long> instanceToEvictedNs = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "daegi-silence");
  private long lookedNs;
  private long answeredSinceNs;

  /**
   * @param instance this process, which never evicts itself
   * @param outOfReach told who is in the group, too
   */
  SilentOwners(KafkaLogConfig config, String instance, Board board, OutOfReach outOfReach) {
    this.config = config;
    this.instance = instance;
    this.board = board;
    this.outOfReach = outOfReach;
    this.admin = Admin.create(config.admin(ANSWER_WITHIN_MS));
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    forgetSilence();
    try {
      while (!closed.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        try {
          look();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
          LOG.debug("the engines' group does not answer", e);
          forgetSilence();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Silence counts only while the broker answers, and this process is awake and has read the log to
   * its end: otherwise it is not theirs.
   */
  private void forgetSilence() {
    lookedNs = System.nanoTime();
    answeredSinceNs = lookedNs;
  }

  private void look() throws ExecutionException, InterruptedException, TimeoutException {
    if (!board.isCaughtUp()) {
      forgetSilence();
      return;
    }
    Map<Integer, String> partitionToMember = new HashMap<>();
    Set<String> members = describe(partitionToMember);
    long nowNs = System.nanoTime();
    outOfReach.look(members, nowNs);
    if (nowNs - lookedNs > TimeUnit.MILLISECONDS.toNanos(4 * LOOK_EVERY_MS + ANSWER_WITHIN_MS)) {
      forgetSilence();
      return;
    }
    lookedNs = nowNs;
    var silent = new HashSet<String>();
    for (int partition = 0; partition < board.partitions(); partition++) {
      String owner = silentOwner(partition, partitionToMember.get(partition), nowNs);
      if (owner != null && members.contains(owner) && mayEvict(owner, nowNs)) {
        LOG.warn(
            "partition {}: nothing from engine {} for {} ms",
            partition,
            owner,
            silenceMs(partition, nowNs));
        silent.add(owner);
      }
    }
    if (!silent.isEmpty()) {
      evict(silent, nowNs);
    }
  }

  private Set<String> describe(Map<Integer, String> partitionToMember)
      throws ExecutionException, InterruptedException, TimeoutException {
    var members = new HashSet<String>();
    var group =
        admin
            .describeConsumerGroups(List.of(config.enginesGroup()))
            .describedGroups()
            .get(config.enginesGroup())
            .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
    for (MemberDescription member : group.members()) {
      member
          .groupInstanceId()
          .ifPresent(
              name -> {
                members.add(name);
                for (TopicPartition one : member.assignment().topicPartitions()) {
                  partitionToMember.put(one.partition(), name);
                }
              });
    }
    return members;
  }

  /**
   * Who should write to the partition and has been silent for too long; null when nobody is. While
   * partitions are shared out, which may take until the dead have answered, the group names no
   * owner; then it is the one that led last.
   */
  private String silentOwner(int partition, String member, long nowNs) {
    String leader = board.ownerNode(partition);
    String owner = member != null ? member : leader;
    if (owner == null || owner.equals(instance)) {
      return null;
    }
    long boundMs = owner.equals(leader) ? ShardConfig.SILENT_LOG_MS : SILENT_NEWCOMER_MS;
    return silenceMs(partition, nowNs) < boundMs ? null : owner;
  }

  private long silenceMs(int partition, long nowNs) {
    long answeredMs = TimeUnit.NANOSECONDS.toMillis(nowNs - answeredSinceNs);
    return Math.min(board.silenceMs(partition), answeredMs);
  }

  private boolean mayEvict(String owner, long nowNs) {
    Long evictedNs = instanceToEvictedNs.get(owner);
    return evictedNs == null
        || nowNs - evictedNs > TimeUnit.MILLISECONDS.toNanos(EVICTED_AGAIN_AFTER_MS);
  }

  private void evict(Set<String> silent, long nowNs)
      throws ExecutionException, InterruptedException, TimeoutException {
    silent.forEach(one -> instanceToEvictedNs.put(one, nowNs));
    var options =
        new RemoveMembersFromConsumerGroupOptions(
            silent.stream().map(MemberToRemove::new).toList());
    options.reason("its partitions are silent");
    admin
        .removeMembersFromConsumerGroup(config.enginesGroup(), options)
        .all()
        .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
    LOG.warn("engine {} evicted {} from the group: others lead now", instance, silent);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close(Duration.ofSeconds(1));
  }
}
