package io.daegi.launcher;

import io.daegi.http.edge.HttpConfig;
import io.daegi.launcher.config.Endpoint;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.LogFormat;
import java.time.Duration;

/** What an operator is told when everything runs: where to look, and with which key. */
final class Welcome {
  private final LauncherConfig config;
  private final Endpoint management;
  private HttpConfig http;
  private AdminKey adminKey;

  Welcome(LauncherConfig config, Endpoint management) {
    this.config = config;
    this.management = management;
  }

  /** This process has a public server. */
  void serves(HttpConfig itsConfig, AdminKey itsKey) {
    http = itsConfig;
    adminKey = itsKey;
  }

  void tell(Progress progress, long tookNs) {
    progress.say("Ready after %,d ms".formatted(Duration.ofNanos(tookNs).toMillis()));
    if (http != null) {
      say(progress, config.demo() ? "Demo sale" : "Public", http.publicUrl() + "/");
      say(progress, "Admin", http.publicUrl() + "/admin");
      say(progress, "Admin key", shownKey());
    }
    say(
        progress,
        "Management",
        "http://%s:%d/metrics and /health/ready".formatted(management.host(), management.port()));
  }

  private static void say(Progress progress, String what, String where) {
    progress.say("%-12s %s".formatted(what, where));
  }

  /** Only people are shown a secret, and only one that they did not choose. */
  private String shownKey() {
    if (!adminKey.madeHere()) {
      return "as configured";
    }
    return config.logFormat() == LogFormat.TEXT
        ? adminKey.key().reveal()
        : "in " + config.dataDir().resolve(AdminKey.FILE_NAME);
  }
}
