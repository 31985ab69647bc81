package io.daegi.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few of the kills that {@link FaultsMain} does many of. */
@Timeout(180)
class KillTest {

  private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
  private static final int KILLS = 3;

  @TempDir Path folder;

  @Test
  void losesNoToldJoinAndRenumbersNoneWhenTheEngineIsKilledUnderFullLoad() throws Exception {
    long seed = Long.getLong("daegi.seed", System.nanoTime());
    LOG.info("{} kills by seed {}", KILLS, seed);
    LogEvidence evidence = new KillRun(folder, seed, KILLS, LOG::info).run();

    LOG.info(evidence.words());
    assertThat(evidence.faults()).as("seed %d", seed).isEmpty();
    assertThat(evidence.told()).as("seed %d", seed).isPositive();
    assertThat(evidence.queue().calls()).as("seed %d", seed).isPositive();
    assertThat(evidence.leaders()).as("seed %d", seed).isGreaterThan(1);
  }
}
