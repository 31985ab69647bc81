package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.launcher.sale.Answer;
import io.daegi.launcher.sale.Api;
import io.daegi.launcher.sale.Pause;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People who join at every edge, and who poll with what they were told at whichever edge: a poll
 * that finds its edge closed goes to the next, as behind a balancer, and counts as failed only when
 * none answers, or when one answers anything but the person's own number.
 */
final class ClusterCrowd implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterCrowd.class);
  private static final int JOINERS_AN_EDGE = 2;
  private static final int POLLERS_AN_EDGE = 2;

  /**
   * Eighty requests a second in all: a crowd as fast as it can takes the cores away from those who
   * are to take over.
   */
  private static final long PAUSE_MS = 100;

  private final String path;
  private final List<Api> apis;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> work = new ArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final Map<String, Long> tokenToNumber = new ConcurrentHashMap<>();
  private final Queue<String> failedPolls = new ConcurrentLinkedQueue<>();
  private final AtomicLong polls = new AtomicLong();

  /** When the last join that succeeded was begun, for each edge. */
  private final List<AtomicLong> joinedNs;

  private volatile boolean stopped;

  ClusterCrowd(Cluster cluster, String queueId) {
    this.path = "/v1/queues/" + queueId + "/tokens";
    this.apis = List.of(cluster.api(0), cluster.api(1));
    this.joinedNs = List.of(new AtomicLong(System.nanoTime()), new AtomicLong(System.nanoTime()));
    for (int edge = 0; edge < apis.size(); edge++) {
      int here = edge;
      for (int i = 0; i < JOINERS_AN_EDGE; i++) {
        work.add(threads.submit(() -> repeat(() -> join(here))));
      }
      for (int i = 0; i < POLLERS_AN_EDGE; i++) {
        work.add(threads.submit(() -> repeat(() -> poll(here))));
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void repeat(Step step) {
    while (!stopped) {
      try {
        step.run();
      } catch (IOException e) {
        LOG.debug("an edge is closed just now", e);
      }
      Pause.ms(PAUSE_MS);
    }
  }

  private void join(int edge) throws IOException {
    long fromNs = System.nanoTime();
    Answer answer = apis.get(edge).once("POST", path, new JsonObject());
    if (answer.status() == 201) {
      String token = answer.body().getString("token");
      tokenToNumber.put(token, answer.body().getLong("number"));
      tokens.add(token);
      joinedNs.get(edge).accumulateAndGet(fromNs, Math::max);
    }
  }

  private void poll(int first) {
    if (tokens.isEmpty()) {
      return;
    }
    String token = tokens.get(ThreadLocalRandom.current().nextInt(tokens.size()));
    polls.incrementAndGet();
    String failure = null;
    for (int i = 0; i < apis.size(); i++) {
      try {
        failure = poll(apis.get((first + i) % apis.size()), token);
        break;
      } catch (IOException e) {
        failure = e.toString();
      }
    }
    if (failure != null) {
      failedPolls.add(failure);
    }
  }

  /** What is wrong with the answer; null when nothing is. */
  private String poll(Api api, String token) throws IOException {
    Answer answer = api.once("GET", path + "/me", null, "Authorization", "Bearer " + token);
    boolean well =
        answer.status() == 200 && answer.body().getLong("number").equals(tokenToNumber.get(token));
    return well ? null : answer.status() + " " + answer.whole().body();
  }

  void awaitJoined(int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> tokens.size() >= count);
  }

  /** Seconds from then to the moment when each of these edges had taken a join begun after it. */
  double secondsUntilJoinsAt(List<Integer> edges, long fromNs) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> edges.stream().allMatch(edge -> joinedNs.get(edge).get() > fromNs));
    return (System.nanoTime() - fromNs) / 1e9;
  }

  long polls() {
    return polls.get();
  }

  List<String> failedPolls() {
    return List.copyOf(failedPolls);
  }

  int joined() {
    return tokens.size();
  }

  /** Everybody who was told a number still has it, and nobody has another's. */
  void requireEverybodysPlace() throws Exception {
    stop();
    assertThat(Map.copyOf(tokenToNumber).values()).doesNotHaveDuplicates();
    List<Future<String>> checks =
        tokens.stream().map(token -> threads.submit(() -> poll(apis.get(0), token))).toList();
    for (Future<String> check : checks) {
      assertThat(check.get(60, TimeUnit.SECONDS)).isNull();
    }
  }

  List<Long> numbers() {
    return List.copyOf(tokenToNumber.values());
  }

  private void stop() throws Exception {
    stopped = true;
    for (Future<?> one : work) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    stopped = true;
    threads.close();
  }
}
