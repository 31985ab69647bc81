package io.daegi.engine.shard;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.fixture.FaultyLog;
import io.daegi.engine.fixture.RunningShard;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.Journal;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.model.QueueSettings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A shard's own threads, over a log in memory. */
@Timeout(60)
@Isolated("others would take its bug for theirs")
class ShardTroubleTest {

  private final FaultyLog log = new FaultyLog(0, () -> true, record -> {});

  @Test
  void startsAnewAfterEveryKindOfTroubleWithTheLog() {
    try (var shard = new RunningShard("a", log, OutcomeSource.none()).awaitLeader()) {
      shard.ask(c -> c.createQueue(QUEUE, QueueSettings.defaults(QUEUE)));
      for (FaultyLog.Fault fault : FaultyLog.Fault.values()) {
        log.failNext(fault);
        Awaitility.await()
            .until(() -> shard.ask(c -> c.join(QUEUE, 7, fault.ordinal())).outcome().isAccepted());
      }
      assertThat(shard.ask(c -> c.join(QUEUE, 7, 100)).number())
          .isEqualTo(FaultyLog.Fault.values().length + 1L);
      assertThat(shard.failure()).isNull();
    }
  }

  @Test
  void endsAtOnceWhenAStageDies() {
    var dying = new AtomicInteger();
    Journal broken =
        () -> {
          JournalSession session = log.takeOver();
          return new JournalSession() {
            @Override
            public long replay(BatchSink sink) throws JournalException {
              return session.replay(sink);
            }

            @Override
            public void append(byte[] batch, int length) throws JournalException {
              if (dying.incrementAndGet() > 1) {
                throw new IllegalStateException("a bug");
              }
              session.append(batch, length);
            }

            @Override
            public void close() {
              session.close();
            }
          };
        };
    try (var shard = new RunningShard("a", broken, OutcomeSource.none())) {
      Awaitility.await()
          .dontCatchUncaughtExceptions()
          .until(() -> shard.failure() != null && shard.phase() == ShardPhase.FAILED);
      assertThat(shard.failure()).hasMessage("a bug");
      assertThat(shard.failures()).isEqualTo(1);
    }
  }

  @Test
  void doesNotTakeBackByASilenceFromBeforeItsFence() throws JournalException {
    var offsetNs = new AtomicLong();
    var asked = new AtomicInteger();
    try (var shard =
        new RunningShard(
            "sleeper",
            log,
            OutcomeSource.none(),
            new Shard.ShardClocks(
                () -> 1_000_000L * log.committed().size() + offsetNs.get(),
                System::currentTimeMillis,
                () -> {
                  asked.incrementAndGet();
                  return 3_600_000;
                }))) {
      shard.awaitLeader();
      log.takeOver();
      offsetNs.addAndGet(2_000_000_000L);
      assertThat(shard.ask(c -> c.ask(QUEUE, 1, 7, 1)).outcome()).isEqualTo(Outcome.UNKNOWN);
      int before = asked.get();
      Awaitility.await().until(() -> asked.get() > before + 3);
      assertThat(shard.phase()).isEqualTo(ShardPhase.FOLLOWING);

      offsetNs.addAndGet(10_000_000_000L);
      shard.awaitLeader();
    }
  }
}
