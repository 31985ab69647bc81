package io.daegi.launcher.cluster;

import io.daegi.launcher.sale.Answer;
import io.daegi.launcher.sale.Api;
import io.daegi.launcher.sale.Pause;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * All edges, as visitors find them behind a balancer: where one does not answer, the next is asked.
 */
final class Balancer {
  /** No edge's answer is waited for longer; booking takes up to eight seconds by itself. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private static final long PAUSE_MS = 300;

  private final List<Api> apis;

  Balancer(Cluster cluster) {
    apis = IntStream.range(0, cluster.edges().size()).mapToObj(cluster::api).toList();
  }

  int edges() {
    return apis.size();
  }

  Api api(int edge) {
    return apis.get(edge);
  }

  int any() {
    return ThreadLocalRandom.current().nextInt(apis.size());
  }

  /**
   * An answer, and how many edges gave none before.
   *
   * @param answer null when no edge gave one
   */
  record Said(Answer answer, int passedOver, String trouble) {}

  /** Asks each edge once at most, until one answers anything. */
  Said ask(Duration within, String method, String path, JsonObject body, String... headers) {
    int first = any();
    String trouble = "";
    for (int i = 0; i < apis.size(); i++) {
      try {
        Api api = apis.get((first + i) % apis.size());
        return new Said(api.once(within, method, path, body, headers), i, trouble);
      } catch (IOException e) {
        trouble = e.toString();
      }
    }
    return new Said(null, apis.size(), trouble);
  }

  /**
   * Asks again and again while nobody answers, or the answer is to come back later.
   *
   * @param goOn whether there is still time
   * @return null when there was no time any more
   */
  Answer patiently(
      BooleanSupplier goOn, String method, String path, JsonObject body, String... headers) {
    while (goOn.getAsBoolean()) {
      Answer answer = ask(ANSWER_WITHIN, method, path, body, headers).answer();
      if (answer != null && !answer.saysLater()) {
        return answer;
      }
      Pause.ms(
          answer == null
              ? PAUSE_MS
              : Math.min(3_000, answer.body().getLong("retryAfterMs", PAUSE_MS)));
    }
    return null;
  }
}
