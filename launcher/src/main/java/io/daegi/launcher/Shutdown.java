package io.daegi.launcher;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the process on SIGTERM, SIGINT or {@link System#exit}: closes the chain, within a time
 * limit after which whatever still hangs is abandoned.
 */
final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Shutdown() {}

  /**
   * @param drainMs of which this process serves on, beside the limit
   */
  static void closes(CloseChain chain, int drainMs) {
    Duration limit = LIMIT.plusMillis(drainMs);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> closeInTime(chain, limit), "daegi-shutdown"));
  }

  private static void closeInTime(CloseChain chain, Duration limit) {
    Thread closer = Thread.ofPlatform().name("daegi-close").daemon().start(chain::close);
    try {
      if (!closer.join(limit)) {
        LOG.error("not closed within {} s: what hangs is abandoned", limit.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
