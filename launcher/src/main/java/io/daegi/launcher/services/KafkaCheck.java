package io.daegi.launcher.services;

import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.KafkaClientConfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaException;

/**
 * Asks a named cluster whether its transactions fence a paused writer safely (version 2, with Kafka
 * 4.0).
 */
final class KafkaCheck {
  private static final String FEATURE = "transaction.version";
  private static final int NEEDED = 2;

  /** Somebody listens there: who starts together with it on a busy machine waits. */
  private static final int ANSWERS_WITHIN_MS = 20_000;

  private KafkaCheck() {}

  static long tookMs(String bootstrapServers, KafkaClientConfig ours) throws StartFailure {
    long fromNs = System.nanoTime();
    requireAnybody(bootstrapServers);
    Map<String, Object> client = new HashMap<>(ours.properties());
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MS);
    try (Admin admin = Admin.create(client)) {
      var finalized = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
      requireTransactions(bootstrapServers, finalized.get(FEATURE));
      return Reach.msSince(fromNs);
    } catch (ExecutionException e) {
      throw unusable(bootstrapServers, String.valueOf(e.getCause().getMessage()), e);
    } catch (KafkaException e) {
      throw unusable(bootstrapServers, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unusable(bootstrapServers, "interrupted", e);
    }
  }

  /**
   * Asked first and plainly, since the client goes on for its whole time limit and logs each try.
   */
  private static void requireAnybody(String bootstrapServers) throws StartFailure {
    IOException last = null;
    for (String server : bootstrapServers.split(",", -1)) {
      int colon = server.lastIndexOf(':');
      String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
      try {
        Reach.connect(host, Integer.parseInt(server.substring(colon + 1))).close();
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    throw unusable(bootstrapServers, last == null ? "no address" : last.getMessage(), last);
  }

  private static void requireTransactions(String bootstrapServers, FinalizedVersionRange version)
      throws StartFailure {
    int level = version == null ? 0 : version.maxVersionLevel();
    if (level < NEEDED) {
      throw unusable(
          bootstrapServers,
          FEATURE
              + " is "
              + level
              + ": run Kafka 4.0 or newer and finalize it at "
              + NEEDED
              + " with kafka-features.sh",
          null);
    }
  }

  private static StartFailure unusable(String bootstrapServers, String why, Throwable cause) {
    return StartFailure.unusable(
        "Kafka at "
            + bootstrapServers
            + " cannot be used: "
            + why
            + " (DAEGI_KAFKA_BOOTSTRAP_SERVERS)",
        cause);
  }
}
