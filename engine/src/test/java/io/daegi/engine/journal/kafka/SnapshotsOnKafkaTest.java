package io.daegi.engine.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.SameBoard;
import io.daegi.engine.fixture.SnapshotCopy;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalException.Trouble;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.journal.Replica;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots, and the log that is trimmed behind them, on a real broker. */
@Timeout(240)
class SnapshotsOnKafkaTest {

  private static final int VISITORS = 60;
  private static final int LAST_FLAG_AT = 34;
  private static final int MINOR_AT = 3;

  @TempDir static Path dataDir;
  private static EmbeddedServices services;
  private TestLog log;

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
    log = new TestLog(services.broker().bootstrapServers());
  }

  /** A log of everything, which nobody writes to and nobody has trimmed. */
  private List<byte[]> fill() throws Exception {
    try (var shard = log.shard().awaitLeader()) {
      TestLog.createQueue(shard);
      TestLog.join(shard, 1, VISITORS);
    }
    log.seal();
    return log.records();
  }

  /** Returns where the log goes on after these batches, of which a snapshot stands now. */
  private long write(List<byte[]> records, int count) {
    long nextOffset = log.offsetAfter(count);
    log.writeSnapshot(records.subList(0, count), nextOffset);
    return nextOffset;
  }

  private SnapshotKeeper keeper(long leastBytes, AtomicReference<FormatException> unreadable) {
    return new SnapshotKeeper(log.config, 0, leastBytes, unreadable::set);
  }

  @Test
  void startsFromASnapshotAndTheTailAsFromTheWholeLog() throws Exception {
    List<byte[]> whole = fill();
    var unreadable = new AtomicReference<FormatException>();
    try (var keeper = keeper(1_000, unreadable)) {
      keeper.start();
      Awaitility.await().until(() -> log.beginning() > 0);
    }
    assertThat(unreadable).hasNullValue();

    SameBoard.require(log.startedBoard(), TestLog.board(whole));
    StoredSnapshot newest = log.snapshots().newestOfMachine();
    Replica restored =
        new Replica(
            0, log.snapshots().machine(newest), log.snapshots().board(newest), newest.lastBatch());
    whole
        .subList((int) newest.lastBatch() + 1, whole.size())
        .forEach(record -> restored.read(record, "memory"));
    assertThat(restored.machine().digest()).isEqualTo(TestLog.replica(whole).machine().digest());
    try (var shard = log.shard().awaitLeader()) {
      TestLog.join(shard, 1, VISITORS);
    }
  }

  @Test
  void trimsTheLogBehindTheOlderOfTwoWholeSnapshotsAndNoFurther() throws Exception {
    List<byte[]> records = fill();
    var trimmer = new LogTrimmer(log.config, 0, true);
    long first = write(records, 10);
    trimmer.trim();
    assertThat(log.beginning()).isZero();

    byte[] begun = SnapshotCopy.parts(TestLog.replica(records.subList(0, 20))).getFirst();
    log.sendSnapshotPart(SnapshotKey.of(19, 0), begun);
    trimmer.trim();
    assertThat(log.beginning()).isZero();

    long second = write(records, 30);
    trimmer.trim();
    trimmer.trim();
    assertThat(log.beginning()).isEqualTo(first);

    write(records, 40);
    trimmer.trim();
    assertThat(log.beginning()).isEqualTo(second);
    assertThat(log.snapshots().catalog().keysBefore(Long.MAX_VALUE))
        .extracting(SnapshotKey::show)
        .containsExactlyInAnyOrder("29/0", "29/1", "39/0", "39/1");
    assertThatThrownBy(() -> LogReader.readToEnd(log.config, 0, new LogAuditor()))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("was trimmed and begins at offset " + second);
  }

  @Test
  void aTakeOverWhoseTailIsTrimmedMeanwhileBeginsAgainFromANewerSnapshot() throws Exception {
    List<byte[]> records = fill();
    write(records, 10);
    long digest = TestLog.replica(records).machine().digest();
    try (JournalSession slow = new KafkaJournal(log.config, 0).takeOver()) {
      Machine restored = slow.restore(0);
      write(records, 30);
      write(records, 40);
      new LogTrimmer(log.config, 0, true).trim();

      assertThatThrownBy(() -> slow.replay(new Replaying(restored)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("was trimmed behind a newer snapshot")
          .extracting(e -> ((JournalException) e).trouble())
          .isEqualTo(Trouble.UNAVAILABLE);
    }
    try (JournalSession again = new KafkaJournal(log.config, 0).takeOver()) {
      Machine restored = again.restore(0);
      again.replay(new Replaying(restored));
      assertThat(restored.digest()).isEqualTo(digest);
    }
  }

  private record Replaying(Machine machine) implements BatchSink {

    @Override
    public EventSink begin(BatchHeader header) {
      return machine.replay();
    }

    @Override
    public void end(BatchHeader header) {}
  }

  @Test
  void passesOverASnapshotThatIsNotWholeOrTooNew() throws Exception {
    List<byte[]> records = fill();
    write(records, 30);

    List<byte[]> begun = SnapshotCopy.parts(TestLog.replica(records.subList(0, 50)));
    begun.getLast()[LAST_FLAG_AT] = 0;
    log.sendSnapshotPart(SnapshotKey.of(49, 0), begun.getFirst());
    log.sendSnapshotPart(SnapshotKey.of(49, 1), begun.getLast());
    assertThat(log.snapshots().newestOfBoard().lastBatch()).isEqualTo(29);

    List<byte[]> newer = SnapshotCopy.parts(TestLog.replica(records.subList(0, 55)));
    for (int part = 0; part < newer.size(); part++) {
      newer.get(part)[MINOR_AT] = 9;
      log.sendSnapshotPart(SnapshotKey.of(54, part), newer.get(part));
    }
    assertThat(log.snapshots().newestOfBoard().lastBatch()).isEqualTo(29);
  }

  @Test
  void keepersThatWriteAtOnceLeaveAWholeSnapshotAtEveryMoment() throws Exception {
    var unreadable = new AtomicReference<FormatException>();
    try (var shard = log.shard().awaitLeader();
        var one = keeper(700, unreadable);
        var other = keeper(1_100, unreadable)) {
      TestLog.createQueue(shard);
      one.start();
      other.start();
      for (int visitor = 1; visitor <= VISITORS; visitor++) {
        TestLog.join(shard, visitor, visitor);
        if (visitor % 4 == 0) {
          log.snapshots().newestOfBoard();
        }
      }
      Awaitility.await().until(() -> log.beginning() > 0);
    }
    assertThat(unreadable).hasNullValue();
    try (var shard = log.shard().awaitLeader()) {
      TestLog.join(shard, 1, VISITORS);
    }
  }

  @Test
  void refusesToStartFromATrimmedLogWithoutItsSnapshots() throws Exception {
    List<byte[]> records = fill();
    long goesOn = write(records, 30);
    log.trimTo(goesOn + 10);
    assertThat(List.of(log.refusalOfShard(), log.refusalOfBoard()))
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .contains(log.log + " begins at offset " + (goesOn + 10))
                    .contains("goes on at offset " + goesOn)
                    .contains("restore the topic " + log.config.snapshotTopic()));

    List<ByteBuffer> all = log.snapshots().catalog().keysBefore(Long.MAX_VALUE);
    log.sender().forget(all);
    assertThat(List.of(log.refusalOfShard(), log.refusalOfBoard()))
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .contains(log.log + " begins at offset " + (goesOn + 10))
                    .contains("no whole snapshot"));
  }

  @Test
  void refusesADamagedSnapshotAndStartsFromTheOneBeforeWhenItsKeyIsTakenBack() throws Exception {
    List<byte[]> records = fill();
    write(records, 30);
    write(records, 60);
    new LogTrimmer(log.config, 0, true).trim();
    byte[] damaged = SnapshotCopy.parts(TestLog.replica(records.subList(0, 60))).getLast();
    damaged[damaged.length - 1] ^= 1;
    log.sendSnapshotPart(SnapshotKey.of(59, 1), damaged);

    assertThat(List.of(log.refusalOfShard(), log.refusalOfBoard()))
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .contains(log.config.snapshotTopic() + "-0 offset 4, key 59/1")
                    .contains("checksum")
                    .contains("Restore the topic")
                    .contains("do not empty the topic"));

    log.sendSnapshotPart(SnapshotKey.of(59, 1), null);
    SameBoard.require(log.startedBoard(), TestLog.board(records));
    try (var shard = log.shard().awaitLeader()) {
      TestLog.join(shard, 1, VISITORS);
    }
  }

  @Test
  void refusesASnapshotThatGoesOnBehindTheEndOfTheLog() throws Exception {
    List<byte[]> records = fill();
    log.writeSnapshot(records, 10_000);

    assertThat(List.of(log.refusalOfShard(), log.refusalOfBoard()))
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .contains("goes on at offset 10000")
                    .contains("the log was replaced"));
  }
}
