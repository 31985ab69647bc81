package io.daegi.engine.process;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether each process told only what it wrote itself while it led, by {@code Led} in the log. */
final class TellerEvidence extends SilentSink implements BatchSink {

  private final List<String> numberToLeader = new ArrayList<>(List.of("nobody"));
  private String leader = "nobody";

  private TellerEvidence() {}

  /** What was told by anybody but its number's leader. */
  static List<String> faults(KafkaLogConfig log, List<EngineLife> lives)
      throws IOException, JournalException {
    var evidence = new TellerEvidence();
    LogReader.readToEnd(log, 0, evidence);
    var faults = new ArrayList<String>();
    for (EngineLife life : lives) {
      ToldJoins.read(
          life.folder(),
          (number, high, low) -> {
            String leader = evidence.numberToLeader.get((int) number);
            if (!leader.equals(life.node())) {
              faults.add("%s told %d, which %s wrote".formatted(life.node(), number, leader));
            }
          });
    }
    return faults;
  }

  @Override
  public EventSink begin(BatchHeader header) {
    return this;
  }

  @Override
  public void end(BatchHeader header) {}

  @Override
  public void led(long epoch, String node, String address, long wallMs) {
    leader = node;
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    numberToLeader.add(leader);
  }
}
