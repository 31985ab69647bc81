package io.daegi.engine.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;
import io.daegi.engine.fixture.SameBoard;
import io.daegi.engine.fixture.SnapshotCopy;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BoardSink;
import io.daegi.engine.journal.Replica;
import io.daegi.engine.model.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A board that starts from a snapshot shows what one shows that has read every event. */
@Timeout(120)
class BoardFromSnapshotTest {

  private static final int STREAMS = 600;
  private static final int QUEUES = 3;

  private final ManualClocks clocks = new ManualClocks();

  @Test
  void showsTheSameAsABoardOfTheWholeLogWhereverTheLogWasCut() {
    long seed = Long.getLong("daegi.seed", ThreadLocalRandom.current().nextLong());
    for (int stream = 0; stream < STREAMS; stream++) {
      long streamSeed = seed + stream;
      try {
        playAndCompare(new Random(streamSeed), 2 + stream % 40);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("fails with -Ddaegi.seed=" + streamSeed, e);
      }
    }
  }

  @Test
  void showsTheSameInALongQueue() {
    long seed = Long.getLong("daegi.seed", ThreadLocalRandom.current().nextLong());
    try {
      playAndCompare(new Random(seed), 600);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("fails with -Ddaegi.seed=" + seed, e);
    }
  }

  @Test
  void findsAReturnedTokenBehindNumbersOfWhichNobodyWaits() {
    int last = 70_000;
    var silent = new ByteWriter(1_024);
    var encoder = new EventEncoder();
    encoder.start(silent);
    encoder.queueCreated(0, "q0", 1, 0, QueueSettings.defaults("q0"));
    for (long number = 1; number <= last; number++) {
      encoder.joined(0, number, number, 0, number, number);
    }
    for (long number = 400; number <= last; number++) {
      encoder.abandoned(0, number);
    }
    byte[] first = record(0, encoder.count(), silent);
    var back = new ByteWriter(64);
    encoder.start(back);
    encoder.returned(0, last - 7);
    encoder.returned(0, last);
    byte[] second = record(1, encoder.count(), back);
    Board straight = clocks.board(1);
    read(straight, List.of(first, second), -1);

    Board restarted = clocks.board(1);
    restarted.writer(0).become(snapshot(List.of(first)));
    read(restarted, List.of(second), 0);

    assertThat(restarted.token("q0", last).position()).isEqualTo(401);
    SameBoard.require(restarted, straight);
  }

  @Test
  void refusesASnapshotThatIsNotAheadOfIt() {
    List<byte[]> log = randomLog(new Random(1), 4);
    Board board = clocks.board(1);
    read(board, log, -1);

    assertThatThrownBy(() -> board.writer(0).become(snapshot(log.subList(0, 3))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("batch 2 after 3");
  }

  private void playAndCompare(Random random, int batches) {
    List<byte[]> log = randomLog(random, batches);
    int cut = 1 + random.nextInt(batches);
    Board straight = clocks.board(1);
    Board restarted = clocks.board(1);
    read(restarted, log.subList(0, random.nextInt(cut)), -1);
    var told = new ArrayList<Long>();
    restarted.addListener((partition, version) -> told.add(version));
    restarted.whenReached(0, cut - 1, () -> told.add(-1L));

    read(straight, log, -1);
    restarted.writer(0).become(snapshot(log.subList(0, cut)));
    assertThat(told).containsExactly(-1L, cut - 1L);
    read(restarted, log.subList(cut, batches), cut - 1);

    SameBoard.require(restarted, straight);
    clocks.passMs(random.nextInt(3_000));
    SameBoard.require(restarted, straight);
  }

  private static BoardWriter snapshot(List<byte[]> log) {
    var board = BoardWriter.unread(0);
    var reader = new BatchReader(0, new BoardSink(board));
    log.forEach(record -> reader.read(record, "memory"));
    return SnapshotCopy.board(
        SnapshotCopy.parts(new Replica(0, new Machine(0), board, reader.lastBatch())));
  }

  private static void read(Board board, List<byte[]> log, long lastBatch) {
    var reader = new BatchReader(0, lastBatch, new BoardSink(board.writer(0)));
    log.forEach(record -> reader.read(record, "memory"));
  }

  private List<byte[]> randomLog(Random random, int batches) {
    var encoder = new EventEncoder();
    var events = new RandomEvents(random, new NaiveBoard(), encoder);
    var log = new ArrayList<byte[]>();
    for (int batch = 0; batch < batches; batch++) {
      var bytes = new ByteWriter(1_024);
      encoder.start(bytes);
      if (batch == 0) {
        for (int queue = 0; queue < QUEUES; queue++) {
          events.createQueue("q" + queue);
        }
      }
      for (int i = random.nextInt(40); i > 0; i--) {
        events.next();
      }
      say(random, encoder, batch);
      clocks.passMs(random.nextInt(2_000));
      events.tick(random.nextInt(3) == 0 ? 0 : random.nextInt(2_000), clocks.wallMs());
      log.add(record(batch, encoder.count(), bytes));
    }
    return log;
  }

  /** What a naive board need not know. */
  private void say(Random random, EventEncoder encoder, int batch) {
    int queue = random.nextInt(QUEUES);
    switch (random.nextInt(6)) {
      case 0 -> encoder.led(batch, "node", "engine.0." + batch, clocks.wallMs());
      case 1 -> encoder.messageChanged(queue, random.nextBoolean() ? "" : "soon " + batch);
      case 2 -> encoder.shopAttached(queue);
      default -> {}
    }
  }

  private static byte[] record(int batch, int events, ByteWriter bytes) {
    var record = new ByteWriter(1_024);
    BatchHeader.encode(FormatVersion.NEWEST, 0, batch, events, record);
    record.put(bytes.array(), 0, bytes.size());
    return record.toBytes();
  }
}
