package io.daegi.booking;

import io.daegi.engine.fixture.RunningShard;
import io.daegi.engine.journal.kafka.KafkaJournal;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.VisitorId;
import io.daegi.engine.shard.Shard;
import io.daegi.engine.shard.ShardConfig;
import io.daegi.engine.shard.kafka.KafkaOutcomeSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** The real engine on its log: it leads each partition of it, and hears what booking tells. */
final class LeadingEngine implements AutoCloseable {

  /** Shorter than a hold of {@link #HOLD_TTL_MS}, so that each hold makes its session longer. */
  private static final long ACTIVE_TTL_MS = 600_000;

  static final long HOLD_TTL_MS = 1_200_000;

  private static final long LONG_MS = 3_600_000;
  private static final long TICK_MS = 50;

  private final List<RunningShard> shards;

  private LeadingEngine(List<RunningShard> shards) {
    this.shards = shards;
  }

  static KafkaLogConfig log(String bootstrapServers, String topicPrefix) {
    return new KafkaLogConfig(bootstrapServers, topicPrefix, Map.of());
  }

  static LeadingEngine start(KafkaLogConfig log, String node) {
    return new LeadingEngine(
        IntStream.range(0, TestShop.PARTITIONS).mapToObj(p -> shard(log, node, p)).toList());
  }

  /** Takes over at once, however lately another one has written. */
  private static RunningShard shard(KafkaLogConfig log, String node, int partition) {
    RunningShard shard =
        RunningShard.following(
            ShardConfig.of(partition, node, TICK_MS),
            new KafkaJournal(log, partition),
            new KafkaOutcomeSource(log, partition),
            new Shard.ShardClocks(
                System::nanoTime, System::currentTimeMillis, () -> ShardConfig.SILENT_LOG_MS));
    shard.shard().assign();
    return shard;
  }

  void awaitLeader() {
    shards.forEach(RunningShard::awaitLeader);
  }

  /** Makes the partition's queue and lets so many visitors in, with the numbers from 1 on. */
  void letIn(int partition, String queueId, int visitors, IntFunction<VisitorId> numberToVisitor) {
    RunningShard shard = shards.get(partition);
    shard.ask(command -> command.createQueue(queueId, settings(queueId, visitors)));
    for (int number = 1; number <= visitors; number++) {
      VisitorId visitor = numberToVisitor.apply(number);
      shard.ask(command -> command.join(queueId, visitor.high(), visitor.low()));
    }
    try (ExecutorService doors = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              IntStream.rangeClosed(1, visitors)
                  .mapToObj(
                      number ->
                          CompletableFuture.runAsync(
                              () -> enter(shard, queueId, number, numberToVisitor.apply(number)),
                              doors))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  /** Tries until the number is called. */
  private static void enter(RunningShard shard, String queueId, int number, VisitorId visitor) {
    Awaitility.await()
        .until(
            () ->
                shard
                    .ask(c -> c.enter(queueId, number, visitor.high(), visitor.low()))
                    .outcome()
                    .isAccepted());
  }

  private static QueueSettings settings(String queueId, int capacity) {
    return new QueueSettings(
        queueId,
        capacity,
        100_000,
        LONG_MS,
        ACTIVE_TTL_MS,
        LONG_MS,
        LONG_MS,
        0,
        PassMode.ONLINE,
        queueId,
        capacity);
  }

  @Override
  public void close() {
    shards.forEach(RunningShard::close);
  }
}
