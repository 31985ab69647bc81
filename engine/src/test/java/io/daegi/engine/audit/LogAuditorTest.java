package io.daegi.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.model.QueueSettings;
import org.junit.jupiter.api.Test;

/** What the auditor must see of two that write at once. */
class LogAuditorTest {

  private final LogAuditor auditor = new LogAuditor();

  private void begin(long batch) {
    auditor.begin(new BatchHeader(FormatVersion.NEWEST, 0, batch, 1));
  }

  private void led(long batch, long epoch) {
    begin(batch);
    auditor.led(epoch, "node-" + epoch, "engine.0." + epoch, 0);
  }

  @Test
  void findsNothingWhenOneLeaderFollowsTheOther() {
    led(0, 1);
    begin(1);
    auditor.queueCreated(0, "demo", 1, 0, QueueSettings.defaults("demo"));
    led(2, 2);
    begin(3);
    auditor.joined(0, 1, 1, 0, 7, 1);

    assertThat(auditor.violations()).isEmpty();
    assertThat(auditor.leaders()).containsExactly("node-1", "node-2");
  }

  @Test
  void seesABatchOfAWriterThatWasFollowed() {
    led(0, 1);
    led(1, 2);
    begin(1);
    auditor.ticked(0, 0);

    assertThat(auditor.violations())
        .singleElement()
        .asString()
        .contains("follows batch 1: two wrote at once");
  }

  @Test
  void seesALeaderWhoseEpochIsNotTheNext() {
    led(0, 1);
    led(1, 3);

    assertThat(auditor.violations()).singleElement().asString().contains("epoch 3 follows 1");
  }

  @Test
  void seesALeaderThatDeclaresItselfInTheMiddleOfABatch() {
    led(0, 1);
    begin(1);
    auditor.ticked(0, 0);
    auditor.led(2, "node-2", "engine.0.2", 0);

    assertThat(auditor.violations()).singleElement().asString().contains("batch 1 event 1");
  }
}
