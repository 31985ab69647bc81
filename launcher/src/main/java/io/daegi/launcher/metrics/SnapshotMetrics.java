package io.daegi.launcher.metrics;

import io.daegi.engine.journal.kafka.SnapshotKeeper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** How much of the log a start would have to read, as this process's keepers of snapshots count. */
public final class SnapshotMetrics {

  private SnapshotMetrics() {}

  /**
   * @param keepers one a partition, in order
   */
  public static void register(MeterRegistry registry, List<SnapshotKeeper> keepers) {
    for (int partition = 0; partition < keepers.size(); partition++) {
      Gauge.builder("daegi.log.tail", keepers.get(partition), SnapshotKeeper::tailBytes)
          .description("Log that has come since the last snapshot")
          .baseUnit("bytes")
          .tags("partition", String.valueOf(partition))
          .register(registry);
    }
  }
}
