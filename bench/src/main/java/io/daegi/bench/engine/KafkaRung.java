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

/**
 * The pipeline in front of a log in Kafka. When it closes, another machine replays the log and must
 * come to the same state: what was answered is durable, and whole.
 */
final class KafkaRung implements Rung {

  private final KafkaJournal journal;
  private final JournalSession session;
  private final PipelineRung pipeline;

  /**
   * @param config whose topics are not there yet
   */
  KafkaRung(KafkaLogConfig config) throws JournalException {
    LogTopics.ensure(config, 1, 1);
    journal = new KafkaJournal(config, 0);
    session = journal.takeOver();
    pipeline = new PipelineRung(session);
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

  @Override
  public void close() throws JournalException {
    pipeline.close();
    session.close();
    if (replayedDigest() != pipeline.digest()) {
      throw new IllegalStateException("the log leads to another state than the run");
    }
  }

  private long replayedDigest() throws JournalException {
    var machine = new Machine(0);
    try (JournalSession reading = journal.takeOver()) {
      reading.replay(
          new BatchSink() {
            @Override
            public EventSink begin(BatchHeader header) {
              return machine.replay();
            }

            @Override
            public void end(BatchHeader header) {}
          });
    }
    return machine.digest();
  }
}
