package io.daegi.launcher.cluster;

import io.daegi.launcher.sale.Answer;
import io.daegi.launcher.sale.Api;
import io.daegi.launcher.sale.Pause;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * People who come to a sale at a steady pace, at every edge and to every queue, whatever became of
 * those before; each lives a visit of its own then (see {@link Guest}).
 */
final class SaleCrowd implements AutoCloseable {
  private static final Duration JOIN_WITHIN = Duration.ofSeconds(5);
  private static final long COME_EVERY_MS = 250;

  /** More than so many do not stay: they got a place, and give it back. */
  private static final int LIVING_AT_MOST = 500;

  /** What belongs to one crowd, for each of its guests. */
  record Means(Balancer balancer, Polls polls, Streams streams, Told told) {}

  private final Means means;
  private final Joins joins;
  private final List<SaleQueue> queues;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, AtomicInteger> queueIdToLiving = new ConcurrentHashMap<>();
  private final AtomicInteger buying = new AtomicInteger();
  private volatile boolean open = true;
  private volatile boolean finishing = true;

  SaleCrowd(Cluster cluster, List<SaleQueue> queues, Told told) {
    Balancer balancer = new Balancer(cluster);
    this.means = new Means(balancer, new Polls(balancer), new Streams(), told);
    this.queues = queues;
    List<Joins.Way> ways = new ArrayList<>();
    for (SaleQueue queue : queues) {
      queueIdToLiving.put(queue.queueId(), new AtomicInteger());
      IntStream.range(0, balancer.edges())
          .forEach(edge -> ways.add(new Joins.Way(edge, queue.queueId())));
    }
    this.joins = new Joins(ways);
    ways.forEach(way -> threads.execute(() -> comeBy(way)));
  }

  Joins joins() {
    return joins;
  }

  Polls polls() {
    return means.polls;
  }

  Streams streams() {
    return means.streams;
  }

  int edges() {
    return means.balancer.edges();
  }

  /** Whether those who wait go on waiting. */
  boolean isOpen() {
    return open;
  }

  /** Whether those who are inside still have time. */
  boolean isFinishing() {
    return finishing;
  }

  AtomicInteger buying() {
    return buying;
  }

  private void comeBy(Joins.Way way) {
    SaleQueue queue =
        queues.stream().filter(one -> one.queueId().equals(way.queueId())).findFirst().get();
    while (open) {
      threads.execute(() -> come(way, queue));
      Pause.ms(COME_EVERY_MS);
    }
  }

  private void come(Joins.Way way, SaleQueue queue) {
    String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
    Answer joined = join(way, queue, key);
    AtomicInteger living = queueIdToLiving.get(way.queueId());
    boolean stays = living.incrementAndGet() <= LIVING_AT_MOST;
    try {
      if (stays && joined == null) {
        joined = joinAnywhere(queue, key);
      }
      if (joined != null) {
        new Guest(this, means, queue, joined.body()).visit(stays);
      }
    } catch (RuntimeException e) {
      means.told.wrong.add("a visit broke off: " + e);
    } finally {
      living.decrementAndGet();
    }
  }

  /** One try at one edge; null when it gave no place. */
  private Answer join(Joins.Way way, SaleQueue queue, String... key) {
    Api edge = means.balancer.api(way.edge());
    Joins.Attempt attempt = joins.begin(way);
    try {
      Answer answer = edge.once(JOIN_WITHIN, "POST", queue.tokensPath(), new JsonObject(), key);
      joins.end(attempt, answer.isOk() ? null : answer.status() + " " + answer.code());
      return answer.isOk() ? answer : null;
    } catch (IOException e) {
      joins.end(attempt, e.getClass().getSimpleName());
      return null;
    }
  }

  /**
   * As somebody who wants to stay, and asks again under the same key; null when nobody gave one.
   */
  private Answer joinAnywhere(SaleQueue queue, String... key) {
    Answer answer =
        means.balancer.patiently(() -> open, "POST", queue.tokensPath(), new JsonObject(), key);
    if (answer != null && !answer.isOk()) {
      means.told.wrong.add("a join was told " + answer.status() + " " + answer.whole().body());
    }
    return answer != null && answer.isOk() ? answer : null;
  }

  /** Nobody comes any more, those who wait go home, those inside get some time to finish. */
  void end(Duration patience) {
    open = false;
    long untilNs = System.nanoTime() + patience.toNanos();
    while (buying.get() > 0 && System.nanoTime() < untilNs) {
      Pause.ms(100);
    }
    finishing = false;
  }

  @Override
  public void close() {
    open = false;
    finishing = false;
    means.streams.close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        threads.shutdownNow();
        means.told.wrong.add("somebody's visit does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
