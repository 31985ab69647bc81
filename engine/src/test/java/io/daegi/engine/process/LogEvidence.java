package io.daegi.engine.process;

import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.audit.QueueAudit;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold of a log after everything that was done to its writers.
 *
 * @param faults what does not hold; empty when all is well
 * @param told joins that a process was told are durable
 * @param leaders incarnations, by the log
 * @param writers different producer ids and epochs, by the broker's files
 * @param abandoned how often somebody who waited was given up
 * @param expired how often somebody who was called ran out of time
 * @param queue as the auditor counted it
 */
record LogEvidence(
    List<String> faults,
    long told,
    int leaders,
    long writers,
    long abandoned,
    long expired,
    QueueAudit queue) {

  /**
   * @param tellers the folders of the processes that told joins
   */
  static LogEvidence of(KafkaLogConfig log, Path brokerFolder, List<Path> tellers)
      throws IOException, JournalException {
    var faults = new ArrayList<String>();
    var auditor = new LogAuditor();
    LogReader.readToEnd(log, 0, auditor);
    faults.addAll(auditor.violations());
    var sight = new Sight();
    LogReader.readToEnd(log, 0, sight);
    long told = 0;
    for (Path teller : tellers) {
      told += compare(teller, sight, faults);
    }
    WriterEvidence writers = WriterEvidence.of(brokerFolder, log.admissionTopic(), 0);
    faults.addAll(writers.faults);
    return new LogEvidence(
        faults,
        told,
        auditor.leaders().size(),
        writers.writers(),
        sight.abandoned(),
        sight.expired(),
        auditor.queue(EngineLife.QUEUE));
  }

  private static long compare(Path teller, Sight sight, List<String> faults) throws IOException {
    ToldJoins.read(
        teller,
        (number, high, low) -> {
          if (number < 1 || number > sight.lastNumber()) {
            faults.add("%s: number %d was told and is lost".formatted(teller, number));
          } else if (sight.visitorHigh((int) number) != high
              || sight.visitorLow((int) number) != low) {
            faults.add("%s: number %d was told and is another's".formatted(teller, number));
          }
        });
    return ToldJoins.count(teller);
  }

  String words() {
    return "%,d joins told, %,d in the log, %,d called, %,d abandoned, %,d expired; %d leaders in turn, %,d epochs of the broker"
        .formatted(told, queue.joined(), queue.calls(), abandoned, expired, leaders, writers);
  }
}
