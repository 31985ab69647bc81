package io.daegi.launcher;

import io.daegi.launcher.cluster.ClusterBus;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.Role;
import java.io.IOException;
import java.util.Optional;

/** What can be found out before anything slow is started: addresses, ports, files. */
final class StartChecks {
  private StartChecks() {}

  /**
   * @return where to meet the others, if there are any
   * @throws StartFailure naming the setting to change
   */
  static Optional<ClusterBus> pass(LauncherConfig config) throws StartFailure {
    if (config.has(Role.EDGE)) {
      PortCheck.requireFree(config.http(), "DAEGI_HTTP_PORT");
      requireCertificate(config);
    }
    PortCheck.requireFree(config.management(), "DAEGI_MANAGEMENT_PORT");
    if (config.cluster().isEmpty()) {
      return Optional.empty();
    }
    ClusterBus bus = ClusterBus.of(config.cluster().get(), config.backends().topicPrefix());
    PortCheck.requireFree(bus.membership(), "DAEGI_CLUSTER_PORT");
    PortCheck.requireFree(bus.endpoint(), "DAEGI_CLUSTER_BUS_PORT");
    return Optional.of(bus);
  }

  private static void requireCertificate(LauncherConfig config) throws StartFailure {
    if (config.tls().isEmpty()) {
      return;
    }
    try {
      config.tls().get().read();
    } catch (IOException e) {
      throw StartFailure.misconfigured(
          e.getMessage() + " (DAEGI_TLS_CERTIFICATE_FILE, DAEGI_TLS_KEY_FILE)");
    }
  }
}
