package io.daegi.engine.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.board.Board;
import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.SameBoard;
import io.daegi.engine.journal.BoardFeed;
import io.daegi.engine.journal.BoardSink;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that reads so slowly that what it wants next is trimmed away. */
@Timeout(240)
class TrimmedFollowerTest {

  private static final int BEFORE = 20;
  private static final int VISITORS = 60;

  @TempDir static Path dataDir;
  private static EmbeddedServices services;

  @BeforeAll
  static void startBroker() {
    services = EmbeddedServices.start(dataDir, EnumSet.of(ServiceKind.KAFKA));
  }

  @AfterAll
  static void stopBroker() {
    services.close();
  }

  /** A board that stands still while it is told one batch. */
  private static final class SlowFeed implements BoardFeed {

    private final BoardSink sink;
    private final long slowBatch;
    private final CountDownLatch stands = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final AtomicInteger snapshots = new AtomicInteger();

    SlowFeed(Board board, long slowBatch) {
      this.sink = new BoardSink(board.writer(0));
      this.slowBatch = slowBatch;
    }

    @Override
    public void goOnFrom(BoardWriter snapshot, FormatVersion version) {
      snapshots.incrementAndGet();
      sink.goOnFrom(snapshot, version);
    }

    @Override
    public EventSink begin(BatchHeader header) {
      if (header.batchNumber() == slowBatch) {
        stands.countDown();
        try {
          goesOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return sink.begin(header);
    }

    @Override
    public void end(BatchHeader header) {
      sink.end(header);
    }
  }

  @Test
  void goesOnFromASnapshotByItself() throws Exception {
    var log = new TestLog(services.broker().bootstrapServers());
    var unreadable = new AtomicReference<FormatException>();
    Board board = TestLog.board();
    var feed = new SlowFeed(board, BEFORE);
    try (var follower =
        new LogFollower(log.config, 1, partition -> feed, board::caughtUp, unreadable::set)) {
      follower.start();
      try (var shard = log.shard().awaitLeader()) {
        TestLog.createQueue(shard);
        TestLog.join(shard, 1, BEFORE);
        feed.stands.await();
        TestLog.join(shard, BEFORE + 1, VISITORS);
      }
      log.seal();
      List<byte[]> whole = log.records();
      trimBehindItsEnd(log, whole);
      feed.goesOn.countDown();

      Awaitility.await()
          .until(() -> unreadable.get() != null || board.version(0) == whole.size() - 1);
      assertThat(unreadable).hasNullValue();
      assertThat(feed.snapshots).hasValue(1);
      SameBoard.require(board, TestLog.board(whole));
    }
  }

  private static void trimBehindItsEnd(TestLog log, List<byte[]> whole) throws Exception {
    int last = whole.size() - 1;
    long older = log.offsetAfter(last);
    log.writeSnapshot(whole.subList(0, last), older);
    log.writeSnapshot(whole, log.offsetAfter(whole.size()));
    new LogTrimmer(log.config, 0, true).trim();
    assertThat(log.beginning()).isEqualTo(older);
  }
}
