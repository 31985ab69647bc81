package io.daegi.engine.shard;

import com.lmax.disruptor.WaitStrategy;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.pipeline.StageWaitStrategy;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How a shard lives.
 *
 * @param partition of the log
 * @param node this process's name, as the log will tell it
 * @param tickMs how often time moves; 10 to 1,000
 * @param takeOverAfterMs how long the log must be silent before a fenced shard tries again
 * @param waitStrategy of the pipeline's stages
 * @param raisedTo in which version of the format to write when the log is in an older one; none: as
 *     the log is
 * @param place makes of an address one that is kept in a good place, by adding to it
 */
public record ShardConfig(
    int partition,
    String node,
    long tickMs,
    long takeOverAfterMs,
    Supplier<WaitStrategy> waitStrategy,
    Optional<FormatVersion> raisedTo,
    UnaryOperator<String> place) {

  /** A leader writes every second: a log that is silent for longer has none that can. */
  public static final long SILENT_LOG_MS = 3_000;

  public ShardConfig {
    if (tickMs < 10 || tickMs > 1_000) {
      throw new IllegalArgumentException("tickMs must be between 10 and 1000: " + tickMs);
    }
  }

  public static ShardConfig of(int partition, String node, long tickMs) {
    return new ShardConfig(
        partition,
        node,
        tickMs,
        SILENT_LOG_MS,
        StageWaitStrategy::new,
        Optional.empty(),
        UnaryOperator.identity());
  }

  /** The same, and raises the log's format. */
  public ShardConfig raising(Optional<FormatVersion> version) {
    return new ShardConfig(partition, node, tickMs, takeOverAfterMs, waitStrategy, version, place);
  }

  /** The same, and takes commands on addresses that are kept in a good place. */
  public ShardConfig placing(UnaryOperator<String> addresses) {
    return new ShardConfig(
        partition, node, tickMs, takeOverAfterMs, waitStrategy, raisedTo, addresses);
  }
}
