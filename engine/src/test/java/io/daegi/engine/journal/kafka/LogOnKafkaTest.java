package io.daegi.engine.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.journal.BoardFeed;
import io.daegi.engine.journal.JournalSession;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that lacks something, or holds what cannot be, on a real broker: nobody starts from it. */
@Timeout(240)
class LogOnKafkaTest {

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

  @Test
  void refusesALogThatLacksWhatNoSnapshotHolds() throws Exception {
    try (var shard = log.shard().awaitLeader()) {
      TestLog.createQueue(shard);
      TestLog.join(shard, 1, 60);
    }
    log.trimTo(50);

    for (String refusal : new String[] {log.refusalOfShard(), log.refusalOfBoard()}) {
      assertThat(refusal)
          .contains(log.log + " begins at offset 50")
          .contains("no whole snapshot in " + log.config.snapshotTopic() + "-0")
          .contains("restore the topic " + log.config.snapshotTopic());
    }
  }

  @Test
  void refusesADamagedRecordAndNamesItsPlace() throws Exception {
    JournalSession session = new KafkaJournal(log.config, 0).takeOver();
    session.append(new byte[] {1, 2, 3}, 3);
    session.close();

    for (String refusal : new String[] {log.refusalOfShard(), log.refusalOfBoard()}) {
      assertThat(refusal)
          .contains(log.log + " offset 0")
          .contains("not a batch")
          .contains("restore the topic from a copy");
    }
  }

  @Test
  void aFollowerTellsWhenItsFeedCannotBelieveTheLog() {
    var unreadable = new AtomicReference<FormatException>();
    var sink =
        new SilentSink() {
          @Override
          public void joined(
              int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
            throw new IllegalStateException("number 1 joined twice");
          }
        };
    try (var shard = log.shard().awaitLeader();
        var follower =
            new LogFollower(
                log.config, 1, partition -> telling(sink), partition -> {}, unreadable::set)) {
      follower.start();
      TestLog.createQueue(shard);
      TestLog.join(shard, 1, 1);
      Awaitility.await().until(() -> unreadable.get() != null);
      assertThat(unreadable.get()).hasMessageContaining("number 1 joined twice");
    }
  }

  private static BoardFeed telling(EventSink sink) {
    return new BoardFeed() {
      @Override
      public void goOnFrom(BoardWriter snapshot, FormatVersion version) {
        throw new AssertionError("there is no snapshot");
      }

      @Override
      public EventSink begin(BatchHeader header) {
        return sink;
      }

      @Override
      public void end(BatchHeader header) {}
    };
  }
}
