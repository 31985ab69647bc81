package io.daegi.engine.journal.kafka;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.codec.SnapshotEncoder;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.RunningShard;
import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.shard.OutcomeSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots and followers of a log on a real broker. */
@Timeout(240)
class LogOnKafkaTest {

  private static final int VISITORS = 120;

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

  private RunningShard start() {
    return new RunningShard("a", new KafkaJournal(config, 0), OutcomeSource.none());
  }

  private static void fill(RunningShard shard) {
    shard.ask(c -> c.createQueue(QUEUE, QueueSettings.defaults(QUEUE)));
    for (int visitor = 1; visitor <= VISITORS; visitor++) {
      int who = visitor;
      assertThat(shard.ask(c -> c.join(QUEUE, 7, who)).number()).isEqualTo(visitor);
    }
  }

  private SnapshotTopic snapshots() {
    return new SnapshotTopic(config, 0);
  }

  private void trimTo(long offset) throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(config.admin(10_000))) {
      var log = new TopicPartition(config.admissionTopic(), 0);
      admin.deleteRecords(Map.of(log, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }

  @Test
  void startsFromTheNewestSnapshotWithoutTheLogBeforeIt() throws Exception {
    var unreadable = new AtomicReference<FormatException>();
    try (var shard = start().awaitLeader();
        var keeper = new SnapshotKeeper(config, 0, 1_000, unreadable::set)) {
      keeper.start();
      fill(shard);
      Awaitility.await().until(() -> snapshots().newest().lastBatch() > VISITORS / 2);
    }
    Snapshot newest = snapshots().newest();
    long end = LogEnd.of(config, new TopicPartition(config.admissionTopic(), 0));
    long straight = recovered(Snapshot.none(0), end).digest();
    assertThat(recovered(newest, end).digest()).isEqualTo(straight);
    assertThat(unreadable).hasNullValue();

    trimTo(newest.nextOffset());
    try (var shard = start().awaitLeader()) {
      for (int visitor = 1; visitor <= VISITORS; visitor++) {
        int who = visitor;
        assertThat(shard.ask(c -> c.join(QUEUE, 7, who)).number()).isEqualTo(visitor);
      }
    }
  }

  /**
   * The state at one offset, by way of a snapshot. The end is read once for all that is compared:
   * what was committed last comes to sight a little later.
   */
  private Machine recovered(Snapshot from, long end) throws JournalException {
    Machine machine = from.machine();
    var log = new TopicPartition(config.admissionTopic(), 0);
    LogReader.readTo(config, log, from.lastBatch(), from.nextOffset(), end, into(machine));
    return machine;
  }

  private static BatchSink into(Machine machine) {
    return new BatchSink() {
      @Override
      public EventSink begin(BatchHeader header) {
        return machine.replay();
      }

      @Override
      public void end(BatchHeader header) {}
    };
  }

  @Test
  void keepsTwoSnapshotsInTurnAndPassesOverWhatIsNotWholeOrTooNew() throws Exception {
    var first = snapshots().write(new Machine(0), FormatVersion.NEWEST, 10, 20, -1);
    var second = snapshots().write(new Machine(0), FormatVersion.NEWEST, 30, 60, first.slot());
    assertThat(List.of(first.slot(), second.slot())).containsExactlyInAnyOrder(0, 1);
    assertThat(snapshots().newest().lastBatch()).isEqualTo(30);

    byte[] begun = encode(50);
    begun[34] = 0;
    sendPart(begun);
    assertThat(snapshots().newest().lastBatch()).isEqualTo(30);

    byte[] newer = encode(70);
    newer[3] = 9;
    sendPart(newer);
    assertThat(snapshots().newest().lastBatch()).isEqualTo(30);
  }

  private static byte[] encode(long lastBatch) {
    var parts = new ArrayList<byte[]>();
    SnapshotEncoder.encode(new Machine(0), FormatVersion.NEWEST, 0, lastBatch, 100, parts::add);
    return parts.getFirst();
  }

  private void sendPart(byte[] part) throws Exception {
    try (var producer = new KafkaProducer<byte[], byte[]>(config.snapshotProducer())) {
      producer
          .send(new ProducerRecord<>(config.snapshotTopic(), 0, new byte[] {0, 0, 0, 0, 0}, part))
          .get();
    }
  }

  @Test
  void refusesToStartFromADamagedSnapshotAndNamesPlaceAndMend() throws Exception {
    byte[] part = encode(10);
    part[part.length - 1] ^= 1;
    sendPart(part);
    try (var shard = start()) {
      Awaitility.await().until(() -> shard.failure() != null);
      assertThat(shard.failure())
          .hasMessageContaining(config.snapshotTopic() + "-0 offset 0")
          .hasMessageContaining("checksum")
          .hasMessageContaining("Restore the topic");
    }
  }

  @Test
  void refusesALogThatLacksWhatNoSnapshotHolds() throws Exception {
    try (var shard = start().awaitLeader()) {
      fill(shard);
    }
    trimTo(50);
    try (var shard = start()) {
      Awaitility.await().until(() -> shard.failure() != null);
      assertThat(shard.failure())
          .hasMessageContaining(config.admissionTopic() + "-0 offset 50")
          .hasMessageContaining("restore the topic");
    }
  }

  @Test
  void refusesADamagedRecordAndNamesItsPlace() throws Exception {
    JournalSession session = new KafkaJournal(config, 0).takeOver();
    session.append(new byte[] {1, 2, 3}, 3);
    session.close();
    try (var shard = start()) {
      Awaitility.await().until(() -> shard.failure() != null);
      assertThat(shard.failure())
          .hasMessageContaining(config.admissionTopic() + "-0 offset 0")
          .hasMessageContaining("not a batch");
    }
  }

  @Test
  void aFollowerTellsWhenItsSinkCannotBelieveTheLog() {
    var unreadable = new AtomicReference<FormatException>();
    var sink =
        new SilentSink() {
          @Override
          public void joined(
              int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
            throw new IllegalStateException("number 1 joined twice");
          }
        };
    try (var shard = start().awaitLeader();
        var follower =
            new LogFollower(
                config, 1, partition -> telling(sink), partition -> {}, unreadable::set)) {
      follower.start();
      fill(shard);
      Awaitility.await().until(() -> unreadable.get() != null);
      assertThat(unreadable.get()).hasMessageContaining("number 1 joined twice");
    }
  }

  private static BatchSink telling(EventSink sink) {
    return new BatchSink() {
      @Override
      public EventSink begin(BatchHeader header) {
        return sink;
      }

      @Override
      public void end(BatchHeader header) {}
    };
  }
}
