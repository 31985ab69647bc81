package io.daegi.bench.engine;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.command.Command;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.journal.kafka.KafkaJournal;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import java.util.function.Supplier;

/**
 * The pipeline in front of a log in Kafka. When it closes, another machine replays the log and must
 * come to the same state: what was answered is durable, and whole.
 */
final class KafkaRung implements Rung {

  /** What was read again, and how long that took. */
  record Replay(long events, long tookNs) {}

  private final KafkaJournal journal;
  private final JournalSession session;
  private final PipelineRung pipeline;
  private final Supplier<Machine> beforeTheLog;
  private Replay replay;

  /** From an empty queue on. */
  KafkaRung(KafkaLogConfig config) throws JournalException {
    this(config, new Machine(0), new Tally(), () -> new Machine(0));
  }

  /**
   * @param config whose topics are not there yet
   * @param tally what the machine has answered already
   * @param beforeTheLog gives a machine in the same state as the other is in now
   */
  KafkaRung(KafkaLogConfig config, Machine machine, Tally tally, Supplier<Machine> beforeTheLog)
      throws JournalException {
    LogTopics.ensure(config, 1, 1);
    this.beforeTheLog = beforeTheLog;
    journal = new KafkaJournal(config, 0);
    session = journal.takeOver();
    pipeline = new PipelineRung(session, machine, tally);
  }

  @Override
  public Command claim() {
    return pipeline.claim();
  }

  @Override
  public void publish() {
    pipeline.publish();
  }

  @Override
  public Tally tally() {
    return pipeline.tally();
  }

  PipelineRung pipeline() {
    return pipeline;
  }

  @Override
  public void close() throws JournalException {
    pipeline.close();
    session.close();
    Machine again = beforeTheLog.get();
    replay = replayInto(again);
    if (again.digest() != pipeline.digest()) {
      throw new IllegalStateException("the log leads to another state than the run");
    }
  }

  /** How the log was read again; after {@link #close}. */
  Replay replay() {
    return replay;
  }

  private Replay replayInto(Machine machine) throws JournalException {
    var events = new long[1];
    try (JournalSession reading = journal.takeOver()) {
      long startNs = System.nanoTime();
      reading.replay(
          new BatchSink() {
            @Override
            public EventSink begin(BatchHeader header) {
              events[0] += header.eventCount();
              return machine.replay();
            }

            @Override
            public void end(BatchHeader header) {}
          });
      return new Replay(events[0], System.nanoTime() - startNs);
    }
  }
}
