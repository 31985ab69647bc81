package io.daegi.engine.journal.kafka;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.board.Board;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.codec.OldReader;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.RunningShard;
import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.FormatGuard;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.shard.BoardSink;
import io.daegi.engine.shard.OutcomeSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds of two versions on one log, and an operator who raises it, on a real broker. */
@Timeout(240)
class FormatOnKafkaTest {

  private static final Optional<FormatVersion> UNSAID = Optional.empty();
  private static final FormatVersion V1_0 = FormatVersion.V1_0;
  private static final FormatVersion V1_1 = FormatVersion.V1_1;

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

  private RunningShard start(Optional<FormatVersion> raisedTo) {
    return new RunningShard("a", new KafkaJournal(config, 0), OutcomeSource.none(), raisedTo);
  }

  private void join(Optional<FormatVersion> raisedTo, int visitor) {
    try (var shard = start(raisedTo).awaitLeader()) {
      shard.ask(c -> c.createQueue(QUEUE, QueueSettings.defaults(QUEUE)));
      var answer = shard.ask(c -> c.join(QUEUE, 7, visitor));
      assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
      assertThat(answer.number()).isEqualTo(visitor);
    }
  }

  /** In which version the log ends; the auditor has found nothing on the way there. */
  private FormatVersion version() throws JournalException {
    var auditor = new LogAuditor();
    LogReader.readToEnd(config, 0, auditor);
    assertThat(auditor.violations()).isEmpty();
    return auditor.version();
  }

  @Test
  void writesANewLogInTheNewestVersionOrAsTheOperatorSays() throws Exception {
    join(UNSAID, 1);
    assertThat(version()).isEqualTo(FormatVersion.NEWEST);

    makeTopics();
    join(Optional.of(V1_0), 1);
    assertThat(version()).isEqualTo(V1_0);
  }

  @Test
  void staysInTheLogsVersionUntilItIsRaisedAndThenKeepsIt() throws Exception {
    join(Optional.of(V1_0), 1);
    join(UNSAID, 2);
    assertThat(version()).isEqualTo(V1_0);

    join(Optional.of(V1_1), 3);
    assertThat(version()).isEqualTo(V1_1);

    join(UNSAID, 4);
    join(Optional.of(V1_0), 5);
    assertThat(version()).isEqualTo(V1_1);
    assertThat(oldBuildsView()).filteredOn(line -> line.startsWith("joined")).hasSize(5);
  }

  /** What a build of 1.0 reads, from the records themselves. */
  private List<String> oldBuildsView() {
    var lines = new ArrayList<String>();
    TopicScan.scan(
        config,
        new TopicPartition(config.admissionTopic(), 0),
        record -> lines.addAll(OldReader.read(record.value())));
    return lines;
  }

  @Test
  void aTakeOverFromASnapshotAloneKeepsTheVersionToo() throws Exception {
    for (FormatVersion version : FormatVersion.WRITABLE) {
      makeTopics();
      join(Optional.of(version), 1);
      var log = new TopicPartition(config.admissionTopic(), 0);
      long end = LogEnd.of(config, log);
      var machine = new Machine(0);
      long last = LogReader.readTo(config, log, -1, 0, end, into(machine.replay()));
      new SnapshotTopic(config, 0).write(machine, version, last, end, -1);

      try (JournalSession session = new KafkaJournal(config, 0).takeOver()) {
        session.restore(0);
        assertThat(session.restoredVersion()).contains(version);
      }
      join(UNSAID, 2);
      assertThat(version()).isEqualTo(version);
    }
  }

  @Test
  void aKeeperWritesItsSnapshotsInTheLogsVersion() {
    for (FormatVersion version : FormatVersion.WRITABLE) {
      makeTopics();
      join(Optional.of(version), 1);
      var unreadable = new AtomicReference<FormatException>();
      try (var keeper = new SnapshotKeeper(config, 0, 1, unreadable::set)) {
        keeper.start();
        Awaitility.await().until(() -> new SnapshotTopic(config, 0).newest().lastBatch() >= 0);
      }
      assertThat(new SnapshotTopic(config, 0).newest().version()).contains(version);
      assertThat(unreadable).hasNullValue();
    }
  }

  private static BatchSink into(EventSink sink) {
    return new BatchSink() {
      @Override
      public EventSink begin(BatchHeader header) {
        return sink;
      }

      @Override
      public void end(BatchHeader header) {}
    };
  }

  @Test
  void refusesToStartBelowTheLogsVersionAndNamesTheMend() throws Exception {
    join(UNSAID, 1);

    assertThat(refusalOfAFollowerThatAsksFor(V1_0))
        .startsWith(config.admissionTopic() + "-0 offset 0: ")
        .contains("written in format 1.1, and DAEGI_JOURNAL_FORMAT is 1.0")
        .endsWith("set DAEGI_JOURNAL_FORMAT to 1.1, or leave it out");
    assertThat(refusalOfAFollowerThatAsksFor(V1_1)).isEmpty();
  }

  @Test
  void goesOnWhenOthersRaiseTheVersionAfterItsStart() throws Exception {
    join(Optional.of(V1_0), 1);
    var board = new Board(1);
    var refusal = new AtomicReference<FormatException>();
    try (var follower = follower(board, V1_0, refusal)) {
      follower.start();
      Awaitility.await().until(board::isCaughtUp);
      join(Optional.of(V1_1), 2);
      long last = LogReader.readToEnd(config, 0, into(new SilentSink()));
      Awaitility.await().until(() -> board.version(0) >= last);
      assertThat(refusal).hasNullValue();
      assertThat(version()).isEqualTo(V1_1);
    }
  }

  private String refusalOfAFollowerThatAsksFor(FormatVersion asked) {
    var board = new Board(1);
    var refusal = new AtomicReference<FormatException>();
    try (var follower = follower(board, asked, refusal)) {
      follower.start();
      Awaitility.await().until(() -> refusal.get() != null || board.isCaughtUp());
      return refusal.get() == null ? "" : refusal.get().getMessage();
    }
  }

  private LogFollower follower(
      Board board, FormatVersion asked, AtomicReference<FormatException> refusal) {
    return new LogFollower(
        config,
        1,
        partition ->
            new FormatGuard(
                new BoardSink(board.writer(partition)), Optional.of(asked), board::isCaughtUp),
        board::caughtUp,
        refusal::set);
  }

  @Test
  void refusesANewerMajorVersionAndNamesPlaceVersionsAndMend() throws Exception {
    append(new FormatVersion(2, 3));

    try (var shard = start(UNSAID)) {
      Awaitility.await().until(() -> shard.failure() != null);
      assertThat(shard.failure())
          .hasMessage(
              config.admissionTopic()
                  + "-0 offset 0: format 2.3; this build reads 1.x. Use a build that reads 2.x");
    }
  }

  @Test
  void readsANewerMinorVersionAndDoesNotLeadIt() throws Exception {
    append(new FormatVersion(1, 2));

    assertThat(LogReader.readToEnd(config, 0, into(new SilentSink()))).isZero();
    try (var shard = start(UNSAID)) {
      Awaitility.await().until(() -> shard.failure() != null);
      assertThat(shard.failure())
          .hasMessage(
              "partition 0 is written in format 1.2, and this build writes none above 1.1."
                  + " Use a build that writes 1.2");
    }
    assertThat(LogReader.readToEnd(config, 0, into(new SilentSink()))).isZero();
  }

  private void append(FormatVersion version) throws JournalException {
    var events = new ByteWriter(64);
    var encoder = new EventEncoder();
    encoder.start(events);
    encoder.led(1, "newer", "engine.0.1", 1);
    var record = new ByteWriter(64);
    BatchHeader.encode(version, 0, 0, encoder.count(), record);
    record.put(events.array(), 0, events.size());
    try (JournalSession session = new KafkaJournal(config, 0).takeOver()) {
      session.append(record.array(), record.size());
    }
  }
}
