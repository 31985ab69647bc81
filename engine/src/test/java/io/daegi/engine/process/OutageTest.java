package io.daegi.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A short one of the outages that {@link FaultsMain} makes. */
@Timeout(180)
class OutageTest {

  private static final Logger LOG = LoggerFactory.getLogger(OutageTest.class);

  @TempDir Path folder;

  @Test
  void losesNobodyAndGrowsNothingWhileTheBrokerIsAwayForTenTimesTheLongestSilence()
      throws Exception {
    LogEvidence evidence = new OutageRun(folder, Duration.ofSeconds(1), LOG::info).run();

    LOG.info(evidence.words());
    assertThat(evidence.faults()).isEmpty();
    assertThat(evidence.told()).isPositive();
    assertThat(evidence.leaders()).isGreaterThan(1);
  }
}
