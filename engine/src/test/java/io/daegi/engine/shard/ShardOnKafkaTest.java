package io.daegi.engine.shard;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.RunningShard;
import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaJournal;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogReader;
import io.daegi.engine.journal.kafka.LogTopics;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.shard.kafka.KafkaOutcomeSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard on a real broker. */
class ShardOnKafkaTest {

  @TempDir static Path dataDir;
  private static EmbeddedServices services;
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

  private RunningShard start(String node) {
    return new RunningShard(node, new KafkaJournal(config, 0), new KafkaOutcomeSource(config, 0));
  }

  private static void makeQueue(RunningShard shard) {
    Answer made = shard.ask(c -> c.createQueue(QUEUE, QueueSettings.defaults(QUEUE)));
    assertThat(made.outcome()).isEqualTo(Outcome.DONE);
  }

  private static Answer join(RunningShard shard, long visitor) {
    return shard.ask(c -> c.join(QUEUE, 7, visitor));
  }

  @Test
  void keepsEveryAcknowledgedTokenOverARestart() {
    long[] numbers = new long[50];
    try (var shard = start("a").awaitLeader()) {
      makeQueue(shard);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = join(shard, i).number();
      }
    }
    try (var shard = start("a").awaitLeader()) {
      for (int i = 0; i < numbers.length; i++) {
        Answer again = join(shard, i);
        assertThat(again.outcome()).isEqualTo(Outcome.REPEATED);
        assertThat(again.number()).isEqualTo(numbers[i]);
      }
    }
  }

  @Test
  void tellsNobodyAnythingOnceAnotherHasTakenOver() throws JournalException {
    try (var old = start("old").awaitLeader()) {
      makeQueue(old);
      assertThat(join(old, 1).number()).isEqualTo(1);
      try (var young = start("young").awaitLeader()) {
        assertThat(join(young, 2).number()).isEqualTo(2);

        assertThat(old.ask(c -> c.join(QUEUE, 7, 1)).outcome())
            .isIn(Outcome.UNKNOWN, Outcome.UNAVAILABLE);
        old.awaitPhase(ShardPhase.FOLLOWING);
        assertThat(join(young, 1).number()).isEqualTo(1);
        assertThat(join(young, 3).number()).isEqualTo(3);
      }
      assertThat(leaders()).containsExactly("old", "young");
      old.setLogSilenceMs(60_000);
      old.awaitLeader();
      assertThat(join(old, 3).number()).isEqualTo(3);
    }
    assertThat(leaders()).containsExactly("old", "young", "old");
  }

  @Test
  void recoversByItselfWhenTheBrokerComesBack() {
    try (var shard = start("a").awaitLeader()) {
      makeQueue(shard);
      assertThat(join(shard, 1).outcome()).isEqualTo(Outcome.DONE);
      services.broker().stop();
      try {
        assertThat(join(shard, 2).outcome()).isIn(Outcome.UNKNOWN, Outcome.UNAVAILABLE);
      } finally {
        services.broker().start();
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> join(shard, 1).outcome() == Outcome.REPEATED);
      assertThat(join(shard, 1).number()).isEqualTo(1);
      assertThat(join(shard, 3).outcome()).isEqualTo(Outcome.DONE);
      assertThat(shard.failure()).isNull();
    }
  }

  @Test
  void appliesEachBookingOutcomeOnceOverARestart() throws Exception {
    try (var shard = start("a").awaitLeader()) {
      makeQueue(shard);
      join(shard, 1);
      awaitState(shard, TokenState.READY);
      assertThat(shard.ask(c -> c.enter(QUEUE, 1, 7, 1)).outcome()).isEqualTo(Outcome.DONE);
      send("not json");
      send(event("io.daegi.reservation.held.v1", 900_000));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> shard.ask(c -> c.ask(QUEUE, 1, 7, 1)).remainingMs() > 700_000);
      send(event("io.daegi.payment.succeeded.v1", 0));
      awaitState(shard, TokenState.COMPLETED);
    }
    try (var shard = start("a").awaitLeader()) {
      send(event("io.daegi.payment.succeeded.v1", 0));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(replay().outcomeOffset()).isEqualTo(3));
      assertThat(completions()).isEqualTo(1);
      assertThat(join(shard, 1).number()).isEqualTo(2);
    }
  }

  private static void awaitState(RunningShard shard, TokenState state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> shard.ask(c -> c.ask(QUEUE, 1, 7, 1)).state() == state);
  }

  private static String event(String type, long holdMs) {
    return """
        {"specversion":"1.0","type":"%s","data":{"queueId":"demo","tokenId":"x","number":1,
        "visitor":"00000000-0000-0007-0000-000000000001","holdMs":%d}}
        """
        .formatted(type, holdMs);
  }

  private void send(String json) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", config.bootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] value = json.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(config.bookingTopic(), 0, null, value)).get();
    }
  }

  private Machine replay() throws JournalException {
    var machine = new Machine(0);
    read(machine.replay());
    return machine;
  }

  private int completions() {
    var counter =
        new SilentSink() {
          int count;

          @Override
          public void completed(int queue, long number) {
            count++;
          }
        };
    try {
      read(counter);
    } catch (JournalException e) {
      throw new AssertionError(e);
    }
    return counter.count;
  }

  private List<String> leaders() throws JournalException {
    var nodes = new ArrayList<String>();
    read(
        new SilentSink() {
          @Override
          public void led(long epoch, String node, String address, long wallMs) {
            nodes.add(node);
          }
        });
    return nodes;
  }

  private void read(EventSink sink) throws JournalException {
    LogReader.readToEnd(
        config,
        0,
        new BatchSink() {
          @Override
          public EventSink begin(BatchHeader header) {
            return sink;
          }

          @Override
          public void end(BatchHeader header) {}
        });
  }
}
