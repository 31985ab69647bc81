package io.daegi.launcher;

import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.services.Services;
import io.daegi.launcher.services.ServicesStart;

/** Everything that one process runs, put together. */
final class Node {
  private Node() {}

  /**
   * Starts everything, and returns when it can be used. What was opened is in the chain, also after
   * a failure.
   *
   * @throws StartFailure if something an operator can mend is in the way
   */
  static void start(LauncherConfig config, CloseChain chain, Progress progress) throws Exception {
    PortCheck.requireFree(config.http(), "DAEGI_HTTP_PORT");
    PortCheck.requireFree(config.management(), "DAEGI_MANAGEMENT_PORT");
    Services services = ServicesStart.start(config, chain, progress);
    progress.say("PostgreSQL " + services.postgres());
    progress.say("Kafka " + services.kafka());
    progress.say("Redis " + services.redis());
  }
}
