package io.daegi.engine.pipeline;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.model.QueueSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real stages on their threads: each answer names the very batch that its event is in. */
class PipelineTest {

  private static final int VISITORS = 100_000;

  /** Reads every record at once, and takes its time over some, so that batches differ in size. */
  private static final class CheckedLog extends SilentSink implements JournalSession, BatchSink {
    private final SplittableRandom random = new SplittableRandom(3);
    private final BatchReader reader = new BatchReader(0, this);
    private final Map<Long, Long> numberToBatch = new HashMap<>();
    private int batches;
    private int failAt = Integer.MAX_VALUE;

    @Override
    public long replay(BatchSink sink) {
      return -1;
    }

    @Override
    public void append(byte[] batch, int length) throws JournalException {
      if (batches++ >= failAt) {
        throw new JournalException(JournalException.Trouble.UNAVAILABLE, "the log is gone", null);
      }
      for (int spins = random.nextInt(20_000); spins > 0; spins--) {
        Thread.onSpinWait();
      }
      reader.read(Arrays.copyOf(batch, length), "record " + batches);
    }

    @Override
    public EventSink begin(BatchHeader header) {
      return this;
    }

    @Override
    public void end(BatchHeader header) {}

    @Override
    public void joined(
        int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
      numberToBatch.put(number, reader.lastBatch() + 1);
    }

    @Override
    public void close() {}
  }

  private final CheckedLog log = new CheckedLog();
  private final Listener listener = new Listener();
  private final Map<Long, Long> numberToVersion = new HashMap<>();
  private final Map<Outcome, Integer> outcomes = new HashMap<>();
  private final CountDownLatch unanswered = new CountDownLatch(VISITORS);
  private Pipeline pipeline;

  private static final class Listener implements PipelineListener {
    private volatile Throwable bug;
    private volatile JournalException failure;

    @Override
    public void appended(long batchNumber, long durationNs, int commands, int bytes) {}

    @Override
    public void journalFailed(JournalException cause) {
      failure = cause;
    }

    @Override
    public void bug(Throwable cause) {
      bug = cause;
    }
  }

  @BeforeEach
  void start() {
    pipeline =
        new Pipeline(
            new Machine(0),
            0,
            log,
            FormatVersion.NEWEST,
            0,
            new StageWaitStrategy(),
            () -> 5,
            listener);
    pipeline.start();
    claim(answered -> {}).command().lead("a", "engine.0.1", 1);
    pipeline.publish();
    claim(answered -> {}).command().createQueue(QUEUE, QueueSettings.defaults(QUEUE));
    pipeline.publish();
  }

  @AfterEach
  void halt() {
    pipeline.halt();
  }

  private Envelope claim(ReplyTo replyTo) {
    Envelope envelope = pipeline.tryClaim(0);
    while (envelope == null) {
      Thread.onSpinWait();
      envelope = pipeline.tryClaim(0);
    }
    envelope.setReplyTo(replyTo, 0);
    return envelope;
  }

  private void keep(Envelope answered) {
    Outcome outcome = answered.answer().outcome();
    outcomes.merge(outcome, 1, Integer::sum);
    if (outcome == Outcome.DONE) {
      numberToVersion.put(answered.answer().number(), answered.version());
    } else {
      assertThat(answered.version()).isEqualTo(-1);
    }
    unanswered.countDown();
  }

  private void joinAll() throws InterruptedException {
    for (int visitor = 0; visitor < VISITORS; visitor++) {
      claim(this::keep).command().join(QUEUE, 9, visitor);
      pipeline.publish();
    }
    assertThat(unanswered.await(60, TimeUnit.SECONDS)).isTrue();
    pipeline.close();
    assertThat(listener.bug).isNull();
  }

  @Test
  void answersEverybodyWithTheBatchThatHoldsTheirNumber() throws InterruptedException {
    joinAll();

    assertThat(outcomes).containsExactly(Map.entry(Outcome.DONE, VISITORS));
    assertThat(numberToVersion).hasSize(VISITORS).isEqualTo(log.numberToBatch);
    assertThat(log.batches).isGreaterThan(10);
  }

  @Test
  void takesEveryAnswerBackThatTheLogDidNotTake() throws InterruptedException {
    log.failAt = 8;
    joinAll();

    assertThat(listener.failure).hasMessage("the log is gone");
    assertThat(numberToVersion).isNotEmpty().isEqualTo(log.numberToBatch);
    assertThat(outcomes).containsKeys(Outcome.DONE, Outcome.UNKNOWN, Outcome.UNAVAILABLE);
    assertThat(outcomes.get(Outcome.DONE)).isEqualTo(log.numberToBatch.size());
  }
}
