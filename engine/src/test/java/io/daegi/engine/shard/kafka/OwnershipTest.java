package io.daegi.engine.shard.kafka;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.fixture.RunningEngine;
import io.daegi.engine.fixture.RunningShard;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogReader;
import io.daegi.engine.journal.kafka.LogTopics;
import io.daegi.engine.model.QueueSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several engines of one log, on a real broker. */
@Timeout(120)
class OwnershipTest {

  private static final int PARTITIONS = 4;
  private static final Duration WITHIN = Duration.ofSeconds(30);

  @TempDir static Path dataDir;
  private static EmbeddedServices services;
  private KafkaLogConfig config;

  /** The number that each visitor of a partition was told, in the order of asking. */
  private final List<List<Long>> told = new ArrayList<>();

  @BeforeAll
  static void startBroker() {
    services = EmbeddedServices.start(dataDir, EnumSet.of(ServiceKind.KAFKA));
  }

  @AfterAll
  static void stopBroker() {
    services.close();
  }

  @BeforeEach
  void makeTopics() {
    config =
        new KafkaLogConfig(
            services.broker().bootstrapServers(), "t" + UUID.randomUUID() + ".", Map.of());
    LogTopics.ensure(config, PARTITIONS, 1);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      told.add(new ArrayList<>());
    }
  }

  private static void awaitLed(RunningEngine engine, int count) {
    Awaitility.await().atMost(WITHIN).until(() -> engine.led().size() == count);
  }

  private static RunningShard leader(int partition, RunningEngine... engines) {
    for (RunningEngine engine : engines) {
      if (engine.led().contains(partition)) {
        return engine.shard(partition);
      }
    }
    return null;
  }

  private static void makeQueues(RunningEngine engine) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Answer made =
          engine.shard(partition).ask(c -> c.createQueue(QUEUE, QueueSettings.defaults(QUEUE)));
      assertThat(made.outcome()).isEqualTo(Outcome.DONE);
    }
  }

  /** One more visitor of each partition, who asks until there is an answer. */
  private void joinEverywhere(RunningEngine... engines) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<Long> numbers = told.get(partition);
      numbers.add(join(partition, numbers.size() + 1, engines).number());
    }
  }

  private static Answer join(int partition, long visitor, RunningEngine... engines) {
    return Awaitility.await()
        .atMost(WITHIN)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              RunningShard leader = leader(partition, engines);
              return leader == null ? null : leader.ask(c -> c.join(QUEUE, 7, visitor));
            },
            answer -> answer != null && answer.outcome().isAccepted());
  }

  private void assertNothingToldIsLost(RunningEngine... engines) throws JournalException {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<Long> numbers = told.get(partition);
      for (int i = 0; i < numbers.size(); i++) {
        assertThat(numbers.get(i)).isEqualTo(i + 1L);
        Answer again = join(partition, i + 1L, engines);
        assertThat(again.outcome()).isEqualTo(Outcome.REPEATED);
        assertThat(again.number()).isEqualTo(i + 1L);
      }
      assertThat(audit(partition).violations()).isEmpty();
    }
  }

  private LogAuditor audit(int partition) throws JournalException {
    var auditor = new LogAuditor();
    LogReader.readToEnd(config, partition, auditor);
    return auditor;
  }

  @Test
  void sharesThePartitionsOutAndHandsThemOverInOrder() throws JournalException {
    try (var first = new RunningEngine(config, "first", PARTITIONS)) {
      awaitLed(first, PARTITIONS);
      makeQueues(first);
      joinEverywhere(first);
      try (var second = new RunningEngine(config, "second", PARTITIONS)) {
        while (second.led().size() < PARTITIONS / 2 || first.led().size() > PARTITIONS / 2) {
          joinEverywhere(first, second);
        }
        for (int i = 0; i < 20; i++) {
          joinEverywhere(first, second);
        }
        assertNothingToldIsLost(first, second);
        assertThat(first.failure()).isNull();
        assertThat(second.failure()).isNull();
      }
      awaitLed(first, PARTITIONS);
      joinEverywhere(first);
      assertNothingToldIsLost(first);
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(audit(partition).leaders())
          .isIn(List.of("first"), List.of("first", "second", "first"));
    }
  }

  @Test
  void endsTheFirstOfTwoThatGoByOneName() {
    try (var first = new RunningEngine(config, "twin", PARTITIONS)) {
      awaitLed(first, PARTITIONS);
      try (var second = new RunningEngine(config, "twin", PARTITIONS)) {
        awaitLed(second, PARTITIONS);
        Awaitility.await().atMost(WITHIN).until(() -> first.failure() != null);
        assertThat(first.failure())
            .hasMessageContaining("another process runs as engine twin")
            .hasMessageContaining("a name of its own");
        awaitLed(first, 0);
        makeQueues(second);
        assertThat(second.failure()).isNull();
      }
    }
  }

  @Test
  void leavesThePartitionsToAnotherWhileNobodyReachesIt() throws JournalException {
    try (var first = new RunningEngine(config, "first", PARTITIONS)) {
      awaitLed(first, PARTITIONS);
      makeQueues(first);
      first.reachable(false);
      joinEverywhere(first);
      try (var second = new RunningEngine(config, "second", PARTITIONS)) {
        awaitLed(second, PARTITIONS);
        awaitLed(first, 0);
        joinEverywhere(second);

        first.reachable(true);
        awaitLed(first, PARTITIONS / 2);
        assertNothingToldIsLost(first, second);
        assertThat(first.failure()).isNull();
        assertThat(second.failure()).isNull();
      }
    }
  }
}
