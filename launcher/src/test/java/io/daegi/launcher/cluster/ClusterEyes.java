package io.daegi.launcher.cluster;

import io.daegi.embedded.FreePorts;
import io.daegi.launcher.Dashboard;
import io.daegi.launcher.Programs;
import io.daegi.launcher.PrometheusServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real Prometheus with the rules and the dashboard that are shipped, scraping every process of a
 * cluster. Where it is not installed nothing is seen, which is said aloud.
 */
final class ClusterEyes implements AutoCloseable {
  /** Longer than any run. */
  private static final String EVER = "[24h]";

  /** Alerts of promises that hold whatever happens. */
  private static final String NEVER = "DaegiOverAdmission|DaegiMoneyDoesNotAddUp";

  private static final int RULES_MIN = 15;

  private final int members;
  private final Optional<PrometheusServer> prometheus;

  private ClusterEyes(int members, Optional<PrometheusServer> prometheus) {
    this.members = members;
    this.prometheus = prometheus;
  }

  /**
   * @param folder new
   * @param every how often each process is scraped
   */
  static ClusterEyes open(Path folder, Cluster cluster, Duration every) throws IOException {
    List<String> targets = cluster.members().stream().map(Member::management).toList();
    if (Programs.find("prometheus").isEmpty()) {
      System.err.println("SKIPPED: prometheus is not installed, nobody watches the cluster");
      return new ClusterEyes(targets.size(), Optional.empty());
    }
    Files.createDirectories(folder);
    return new ClusterEyes(
        targets.size(),
        Optional.of(PrometheusServer.start(folder, FreePorts.one(), targets, every)));
  }

  /** What is not to be seen though all processes run, or was seen and must not be. */
  List<String> faults() throws IOException {
    List<String> faults = new ArrayList<>();
    if (prometheus.isPresent()) {
      PrometheusServer server = prometheus.get();
      int scraped = server.query("up{job=\"daegi\"} == 1").size();
      if (scraped != members) {
        faults.add("%d of %d processes are scraped".formatted(scraped, members));
      }
      Dashboard.emptyPanels(server).forEach(panel -> faults.add("a panel is empty: " + panel));
      var ruleToHealth = server.ruleToHealth();
      ruleToHealth.forEach(
          (rule, health) -> {
            if (!health.equals("ok")) {
              faults.add("rule %s is %s".formatted(rule, health));
            }
          });
      if (ruleToHealth.size() < RULES_MIN) {
        faults.add("only %d rules".formatted(ruleToHealth.size()));
      }
      alertsEver(server, NEVER).forEach(alert -> faults.add("fired: " + alert));
    }
    return faults;
  }

  /** Alerts that have fired since the beginning, by name. */
  List<String> fired() {
    return prometheus.map(server -> alertsEver(server, ".*")).orElse(List.of());
  }

  /** What an expression gives now; empty where nothing is seen, or not one number. */
  Optional<Double> figure(String expression) {
    return prometheus
        .map(server -> server.query(expression))
        .filter(result -> result.size() == 1)
        .map(result -> Double.valueOf(result.getJsonObject(0).getJsonArray("value").getString(1)));
  }

  boolean isBlind() {
    return prometheus.isEmpty();
  }

  private static List<String> alertsEver(PrometheusServer server, String names) {
    JsonArray fired =
        server.query(
            "group by (alertname) (max_over_time(ALERTS{alertstate=\"firing\", alertname=~\""
                + names
                + "\"}"
                + EVER
                + "))");
    return fired.stream()
        .map(alert -> ((JsonObject) alert).getJsonObject("metric").getString("alertname"))
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    prometheus.ifPresent(PrometheusServer::close);
  }
}
