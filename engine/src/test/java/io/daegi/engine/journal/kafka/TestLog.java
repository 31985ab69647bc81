package io.daegi.engine.journal.kafka;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.board.Board;
import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.core.Machine;
import io.daegi.engine.fixture.RunningShard;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BoardSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.Replica;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.shard.OutcomeSource;
import java.util.ArrayList;
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

/** A log of one partition under a name of its own, and all that tests do to it. */
final class TestLog {

  final KafkaLogConfig config;
  final TopicPartition log;

  TestLog(String bootstrapServers) {
    config = new KafkaLogConfig(bootstrapServers, "t" + UUID.randomUUID() + ".", Map.of());
    log = new TopicPartition(config.admissionTopic(), 0);
    LogTopics.ensure(config, 1, 1);
  }

  RunningShard shard() {
    return new RunningShard("a", new KafkaJournal(config, 0), OutcomeSource.none());
  }

  SnapshotTopic snapshots() {
    return new SnapshotTopic(config, 0);
  }

  SnapshotSender sender() {
    return new SnapshotSender(config, 0);
  }

  static void createQueue(RunningShard shard) {
    shard.ask(c -> c.createQueue(QUEUE, QueueSettings.defaults(QUEUE)));
  }

  /** These visitors join, or come back to the number that they have. */
  static void join(RunningShard shard, int first, int last) {
    for (int visitor = first; visitor <= last; visitor++) {
      int who = visitor;
      assertThat(shard.ask(c -> c.join(QUEUE, 7, who)).number()).isEqualTo(visitor);
    }
  }

  /** Nobody writes any more, and everything that was written can be seen. */
  void seal() throws JournalException {
    new KafkaJournal(config, 0).takeOver().close();
  }

  /** What the log holds. */
  List<byte[]> records() {
    var records = new ArrayList<byte[]>();
    TopicScan.scan(config, log, record -> records.add(record.value()));
    return records;
  }

  /** Where the log goes on after its first {@code count} batches: between them stand markers. */
  long offsetAfter(int count) {
    var offsets = new ArrayList<Long>();
    TopicScan.scan(config, log, record -> offsets.add(record.offset()));
    return offsets.get(count - 1) + 1;
  }

  /** A snapshot of these first batches of the log, as a keeper would write it. */
  void writeSnapshot(List<byte[]> records, long nextOffset) {
    new SnapshotSender(config, 0).write(replica(records), nextOffset);
  }

  static Replica replica(List<byte[]> records) {
    var replica = new Replica(0, new Machine(0), BoardWriter.unread(0), -1);
    records.forEach(record -> replica.read(record, "memory"));
    return replica;
  }

  /** A board on clocks that stand still. */
  static Board board() {
    return new Board(1, () -> 0, () -> 0);
  }

  static Board board(List<byte[]> records) {
    Board board = board();
    var reader = new BatchReader(0, new BoardSink(board.writer(0)));
    records.forEach(record -> reader.read(record, "memory"));
    return board;
  }

  /** The board of a process that starts now, when it has caught up. */
  Board startedBoard() {
    Board board = board();
    var unreadable = new AtomicReference<FormatException>();
    try (var follower = follower(board, unreadable)) {
      follower.start();
      Awaitility.await().until(() -> board.isCaughtUp() || unreadable.get() != null);
    }
    assertThat(unreadable).hasNullValue();
    return board;
  }

  LogFollower follower(Board board, AtomicReference<FormatException> unreadable) {
    return new LogFollower(
        config,
        1,
        partition -> new BoardSink(board.writer(partition)),
        board::caughtUp,
        unreadable::set);
  }

  /** Why a process could not start its shard. */
  String refusalOfShard() {
    try (var shard = shard()) {
      Awaitility.await().until(() -> shard.failure() != null);
      return shard.failure().getMessage();
    }
  }

  /** Why a process could not start its board. */
  String refusalOfBoard() {
    var unreadable = new AtomicReference<FormatException>();
    try (var follower = follower(board(), unreadable)) {
      follower.start();
      Awaitility.await().until(() -> unreadable.get() != null);
    }
    return unreadable.get().getMessage();
  }

  long beginning() {
    return LogEnd.beginningOf(config, log);
  }

  void trimTo(long offset) throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(config.admin(10_000))) {
      admin.deleteRecords(Map.of(log, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }

  void sendSnapshotPart(byte[] key, byte[] part) throws ExecutionException, InterruptedException {
    try (var producer = new KafkaProducer<byte[], byte[]>(config.snapshotProducer())) {
      producer.send(new ProducerRecord<>(config.snapshotTopic(), 0, key, part)).get();
    }
  }
}
