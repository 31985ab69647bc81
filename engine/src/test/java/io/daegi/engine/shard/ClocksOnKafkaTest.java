package io.daegi.engine.shard;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.fixture.RunningShard;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaJournal;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogReader;
import io.daegi.engine.journal.kafka.LogTopics;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shard on a real broker, whose clocks step: hours pass, and nobody's time does. */
@Timeout(120)
class ClocksOnKafkaTest {

  private static final String WITNESS = "witness";
  private static final long HOUR_MS = 3_600_000;
  private static final int CAPACITY = 4;
  private static final int INSIDE = 2;
  private static final int VISITORS = 12;

  /** Far below an hour, and far above what a test takes. */
  private static final long TTL_MS = 600_000;

  /** Time that a leader has not told yet when it ends is nobody's: up to a second is given back. */
  private static final long UNTOLD_MS = 1_000;

  @TempDir static Path dataDir;
  private static EmbeddedServices services;

  private final AtomicLong wallStepMs = new AtomicLong();
  private final AtomicLong monotonicStepMs = new AtomicLong();
  private KafkaLogConfig config;

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
    LogTopics.ensure(config, 1, 1);
  }

  private RunningShard start() {
    var shard =
        new RunningShard(
            "a",
            new KafkaJournal(config, 0),
            OutcomeSource.none(),
            new Shard.ShardClocks(
                () -> System.nanoTime() + monotonicStepMs.get() * 1_000_000,
                () -> System.currentTimeMillis() + wallStepMs.get(),
                () -> 0));
    assertThat(shard.awaitLeader().ask(c -> c.createQueue(WITNESS, settings(0))).outcome())
        .isIn(Outcome.DONE, Outcome.QUEUE_EXISTS);
    return shard;
  }

  @Test
  void takesNobodysTimeWhenTheWallClockStepsByAnHourAndBack() throws JournalException {
    try (var shard = start()) {
      fill(shard, settings(0));
      for (long stepMs : new long[] {HOUR_MS, HOUR_MS - 5_000, -HOUR_MS, 0}) {
        long[] beforeMs = remainingMs(shard);
        wallStepMs.set(stepMs);
        awaitTicks(shard);
        requireNobodysTime(shard, beforeMs);
      }
      requireOrder(shard);
    }
    requireRules();
  }

  @Test
  void takesNobodysTimeWhenTheEngineStandsForAnHourAndStartsAgain() throws JournalException {
    long[] beforeMs;
    try (var shard = start()) {
      fill(shard, settings(0));
      beforeMs = remainingMs(shard);
    }
    wallStepMs.addAndGet(HOUR_MS);
    monotonicStepMs.addAndGet(HOUR_MS);
    try (var shard = start()) {
      requireNobodysTime(shard, beforeMs);
      awaitTicks(shard);
      requireNobodysTime(shard, beforeMs);
      requireOrder(shard);
    }
    requireRules();
  }

  /** As a process that is stopped by a signal finds itself: it leads, and an hour has passed. */
  @Test
  void takesNoMoreThanOneLongTickWhenTheProcessWasStoppedForAnHour() throws JournalException {
    try (var shard = start()) {
      fill(shard, settings(0));
      long[] beforeMs = remainingMs(shard);
      wallStepMs.addAndGet(HOUR_MS);
      monotonicStepMs.addAndGet(HOUR_MS);
      awaitTicks(shard);
      requireNobodysTime(shard, beforeMs);
      requireOrder(shard);
    }
    requireRules();
  }

  @Test
  void opensWhenTheWallClockSaysSo() throws JournalException {
    try (var shard = start()) {
      long opensAtMs = System.currentTimeMillis() + HOUR_MS / 2;
      assertThat(shard.ask(c -> c.createQueue(QUEUE, settings(opensAtMs))).outcome())
          .isEqualTo(Outcome.DONE);
      awaitTicks(shard);
      assertThat(join(shard, 1).outcome()).isEqualTo(Outcome.QUEUE_NOT_OPEN);
      wallStepMs.set(-5_000);
      awaitTicks(shard);
      assertThat(join(shard, 1).outcome()).isEqualTo(Outcome.QUEUE_NOT_OPEN);
    }
    wallStepMs.set(HOUR_MS);
    try (var shard = start()) {
      Awaitility.await().until(() -> join(shard, 1).outcome().isAccepted());
      wallStepMs.set(0);
      awaitTicks(shard);
      assertThat(join(shard, 2).number()).isEqualTo(2);
    }
    requireRules();
  }

  private static QueueSettings settings(long opensAtMs) {
    return new QueueSettings(
        QUEUE,
        CAPACITY,
        1_000,
        TTL_MS,
        TTL_MS,
        TTL_MS,
        TTL_MS,
        opensAtMs,
        PassMode.ONLINE,
        QUEUE,
        1_000);
  }

  private static Answer join(RunningShard shard, long visitor) {
    return shard.ask(c -> c.join(QUEUE, 7, visitor));
  }

  private static Answer ask(RunningShard shard, long visitor) {
    return shard.ask(c -> c.ask(QUEUE, visitor, 7, visitor));
  }

  /** The first are in the shop, the next are called, the others wait; a visitor is its number. */
  private static void fill(RunningShard shard, QueueSettings settings) {
    assertThat(shard.ask(c -> c.createQueue(QUEUE, settings)).outcome()).isEqualTo(Outcome.DONE);
    for (long visitor = 1; visitor <= VISITORS; visitor++) {
      assertThat(join(shard, visitor).number()).isEqualTo(visitor);
    }
    Awaitility.await().until(() -> ask(shard, CAPACITY).state() == TokenState.READY);
    for (long visitor = 1; visitor <= INSIDE; visitor++) {
      long number = visitor;
      assertThat(shard.ask(c -> c.enter(QUEUE, number, 7, number)).outcome())
          .isEqualTo(Outcome.DONE);
    }
  }

  private static TokenState expected(long visitor) {
    return visitor <= INSIDE
        ? TokenState.ACTIVE
        : visitor <= CAPACITY ? TokenState.READY : TokenState.WAITING;
  }

  private static long[] remainingMs(RunningShard shard) {
    long[] remainingMs = new long[CAPACITY + 1];
    for (int visitor = 1; visitor <= CAPACITY; visitor++) {
      remainingMs[visitor] = ask(shard, visitor).remainingMs();
    }
    return remainingMs;
  }

  /** Time goes on under the new clocks: how long ago somebody joined moves by ticks alone. */
  private static void awaitTicks(RunningShard shard) {
    long beforeMs = shard.ask(c -> c.join(WITNESS, 7, 1)).sinceJoinMs();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> shard.ask(c -> c.join(WITNESS, 7, 1)).sinceJoinMs() > beforeMs + 200);
  }

  private static void requireNobodysTime(RunningShard shard, long[] beforeMs) {
    for (long visitor = 1; visitor <= VISITORS; visitor++) {
      Answer now = ask(shard, visitor);
      assertThat(now.state()).as("visitor %d", visitor).isEqualTo(expected(visitor));
      if (visitor <= CAPACITY) {
        assertThat(now.remainingMs())
            .as("visitor %d had %d ms", visitor, beforeMs[(int) visitor])
            .isGreaterThan(beforeMs[(int) visitor] - TTL_MS / 2)
            .isLessThanOrEqualTo(beforeMs[(int) visitor] + UNTOLD_MS);
      }
    }
  }

  /** Whoever is next is called, and nobody else. */
  private static void requireOrder(RunningShard shard) {
    long next = CAPACITY + 1;
    assertThat(shard.ask(c -> c.complete(QUEUE, 1)).outcome()).isEqualTo(Outcome.DONE);
    Awaitility.await().until(() -> ask(shard, next).state() == TokenState.READY);
    assertThat(ask(shard, next + 1).state()).isEqualTo(TokenState.WAITING);
    assertThat(join(shard, VISITORS).number()).isEqualTo(VISITORS);
    assertThat(join(shard, VISITORS + 1).number()).isEqualTo(VISITORS + 1);
  }

  private void requireRules() throws JournalException {
    var auditor = new LogAuditor();
    LogReader.readToEnd(config, 0, auditor);
    assertThat(auditor.violations()).isEmpty();
    assertThat(auditor.queue(QUEUE).count(TokenState.EXPIRED)).isZero();
    assertThat(auditor.queue(QUEUE).count(TokenState.ABANDONED)).isZero();
  }
}
