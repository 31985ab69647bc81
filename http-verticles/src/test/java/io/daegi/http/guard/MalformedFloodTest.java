package io.daegi.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.fixture.ErrorLog;
import io.daegi.http.fixture.RawConnection;
import io.daegi.http.fixture.Sale;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A flood of malformed requests, each on a connection of its own, while a visitor goes on. {@code
 * -Ddaegi.flood=100000} makes it a long one; {@code -Ddaegi.seed} chooses another one.
 */
@Isolated
class MalformedFloodTest {

  private static final int REQUESTS = Integer.getInteger("daegi.flood", 2_000);
  private static final long SEED = Long.getLong("daegi.seed", 1);
  private static final int CLIENTS = 4;
  private static final long MB = 1 << 20;

  private final Map<Integer, AtomicInteger> statusToCount = new ConcurrentHashMap<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicLong slowestNs = new AtomicLong();
  private ResourceLeakDetector.Level level;
  private Sale sale;

  @BeforeEach
  void start() {
    level = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    sale = new Sale();
  }

  @AfterEach
  void stop() {
    sale.close();
    ResourceLeakDetector.setLevel(level);
  }

  private void flood(int client) {
    var malformed = new Malformed();
    var random = new Random(SEED * 1_000 + client);
    while (sent.getAndIncrement() < REQUESTS) {
      try (var connection = new RawConnection(sale.server().port())) {
        connection.resetAtEnd();
        connection.write(malformed.next(random));
        if (random.nextInt(8) != 0) {
          connection.endOutput();
          count(connection.answer());
        }
      } catch (IOException cut) {
        count(0);
      }
    }
  }

  private void count(RawConnection.Answer answer) {
    count(answer == null ? 0 : answer.status());
  }

  private void count(int status) {
    statusToCount.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
  }

  private void visit(Sale.Guest guest) {
    long startNs = System.nanoTime();
    var reply = sale.server().get("/v1/queues/demo/tokens/me", guest.bearer());
    assertThat(reply.status()).isEqualTo(200);
    slowestNs.accumulateAndGet(System.nanoTime() - startNs, Math::max);
  }

  @Test
  void costsNeitherAFaultNorMemoryNorAVisitor() throws Exception {
    var guest = sale.inside();
    try (var errors = ErrorLog.ofErrors()) {
      run(guest, Math.min(REQUESTS, 500));
      long heap = heap();
      long direct = PlatformDependent.usedDirectMemory();
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      long startNs = System.nanoTime();
      run(guest, REQUESTS);
      double seconds = (System.nanoTime() - startNs) / 1e9;
      Awaitility.await()
          .until(() -> sale.server().meters().get("daegi.connections").gauge().value() <= 2);
      long heapMore = heap() - heap;
      long directMore = PlatformDependent.usedDirectMemory() - direct;
      int threadsMore = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
      System.out.printf(
          "%,d malformed requests in %.1f s: %s; heap %+,d KB, direct %+,d KB, threads %+d,"
              + " slowest visit %d ms%n",
          REQUESTS,
          seconds,
          statusToCount,
          heapMore >> 10,
          directMore >> 10,
          threadsMore,
          slowestNs.get() / 1_000_000);
      assertThat(statusToCount).doesNotContainKeys(500, 502, 504).containsKey(400);
      assertThat(heapMore).isLessThan(24 * MB);
      assertThat(directMore).isLessThan(24 * MB);
      assertThat(threadsMore).isLessThan(16);
      errors.assertNoError();
    }
  }

  /** Sends them, and visits all the while. */
  private void run(Sale.Guest guest, int requests) throws InterruptedException {
    sent.set(REQUESTS - requests);
    var clients = new ArrayList<Thread>();
    for (int client = 0; client < CLIENTS; client++) {
      int number = client;
      clients.add(Thread.ofPlatform().start(() -> flood(number)));
    }
    while (clients.stream().anyMatch(Thread::isAlive)) {
      visit(guest);
    }
    for (var client : clients) {
      client.join();
    }
  }

  /** What is left on the heap when everything that may go is gone. */
  private static long heap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
