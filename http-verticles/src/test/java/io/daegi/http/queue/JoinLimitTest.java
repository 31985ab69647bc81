package io.daegi.http.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.JoinConfig;
import io.daegi.http.fixture.Reply;
import io.daegi.http.limit.RedisSpace;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinLimitTest {

  private static final String TOKENS = "/v1/queues/demo/tokens";
  private static final int BURST = 4;

  /** One more place in a thousand seconds: none while a test runs. */
  private static final double PER_SECOND = 0.001;

  private static final String FLOODER = "198.51.100.1";
  private static final String OTHER = "198.51.100.2";
  private static final long LOOK_EVERY_NS = 20_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path folder;
  private static EmbeddedServices services;

  private final Vertx vertx = Vertx.vertx();
  private final InMemoryRoom room = new InMemoryRoom();
  private final List<EdgeServer> edges = new ArrayList<>();
  private final String prefix = UUID.randomUUID() + ".";
  private Redis redis;
  private int newcomers;

  @BeforeAll
  static void startRedis() {
    services = EmbeddedServices.start(folder, Set.of(ServiceKind.REDIS));
  }

  @AfterAll
  static void stopRedis() {
    services.close();
  }

  @BeforeEach
  void start() {
    redis = Redis.createClient(vertx, services.cache().url());
    room.open("demo", QueueSettings.defaults("demo"));
  }

  @AfterEach
  void stop() {
    edges.forEach(EdgeServer::close);
    vertx.close().await();
  }

  private EdgeServer edge(int burst, double perSecond, String trusted, String unlimited) {
    var patient = new RedisSpace(services.cache().url(), prefix, PATIENCE.toMillis());
    return edge(burst, perSecond, trusted, unlimited, patient);
  }

  private EdgeServer edge(
      int burst, double perSecond, String trusted, String unlimited, RedisSpace space) {
    var edge =
        EdgeServer.inFrontOf(
            room,
            config -> JoinConfig.of(config, burst, perSecond, trusted, unlimited),
            more -> more.withRedis(space));
    edges.add(edge);
    return edge;
  }

  /** An edge that trusts a proxy on this machine. */
  private EdgeServer edge() {
    return edge(BURST, PER_SECOND, "127.0.0.0/8", "203.0.113.0/24");
  }

  private static Reply join(EdgeServer edge, String address, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("X-Forwarded-For", address));
    return edge.post(TOKENS, null, all.toArray(String[]::new));
  }

  private static void spend(EdgeServer edge, String address) {
    for (int i = 0; i < BURST; i++) {
      assertThat(join(edge, address).status()).isEqualTo(201);
    }
    assertThat(join(edge, address).code()).isEqualTo("too-many-joins");
  }

  private Response ask(Command command, Object... arguments) {
    var request = Request.cmd(command);
    for (var argument : arguments) {
      request.arg(argument.toString());
    }
    return redis.send(request).await();
  }

  /** The key of one address's bucket. */
  private String key(String countedAs) {
    return prefix + "joins:" + countedAs;
  }

  private boolean isInRedis(String countedAs) {
    return ask(Command.EXISTS, key(countedAs)).toInteger() == 1;
  }

  private static void await(BooleanSupplier condition) {
    long untilNs = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still not so").isLessThan(untilNs);
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  @Test
  void stopsAFloodFromOneAddressAndServesTheOthers() {
    var edge = edge();
    spend(edge, FLOODER);
    var refused = join(edge, FLOODER);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("too-many-joins");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    long retryAfterMs = refused.json().getLong("retryAfterMs");
    assertThat(retryAfterMs).isBetween(900_000L, 1_001_000L);
    assertThat(refused.header("Retry-After")).isEqualTo("" + (retryAfterMs + 999) / 1_000);
    assertThat(join(edge, OTHER).status()).isEqualTo(201);
    assertThat(room.queue("demo").lastNumber()).isEqualTo(BURST + 1);
    assertThat(
            edge.meters()
                .get("daegi.joins")
                .tags("queue", "demo", "outcome", "too-many-joins")
                .counter()
                .count())
        .isEqualTo(2);
  }

  @Test
  void sharesOneBucketAmongAllEdgesHoweverManyAskAtOnce() throws Exception {
    var both = List.of(edge(), edge());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var joins = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 40; i++) {
        var edge = both.get(i % 2);
        joins.add(() -> join(edge, FLOODER).status());
      }
      int served = 0;
      for (var status : threads.invokeAll(joins)) {
        served += status.get() == 201 ? 1 : 0;
        assertThat(status.get()).isIn(201, 429);
      }
      assertThat(served).isEqualTo(BURST);
    }
    assertThat(room.queue("demo").lastNumber()).isEqualTo(BURST);
  }

  @Test
  void givesBackWhatARepeatedJoinTook() {
    var edge = edge();
    var id = UUID.randomUUID().toString();
    assertThat(join(edge, FLOODER, "Idempotency-Key", id).status()).isEqualTo(201);
    var full = ask(Command.GET, key(FLOODER)).toString();
    for (int i = 0; i < 3 * BURST; i++) {
      assertThat(join(edge, FLOODER, "Idempotency-Key", id).status()).isEqualTo(200);
      await(() -> full.equals(ask(Command.GET, key(FLOODER)).toString()));
    }
    for (int i = 1; i < BURST; i++) {
      assertThat(join(edge, FLOODER).status()).isEqualTo(201);
    }
    assertThat(join(edge, FLOODER).status()).isEqualTo(429);
  }

  @Test
  void givesBackWhatARefusedJoinTookAndLeavesNothingInRedis() {
    var edge = edge();
    room.failWith(Outcome.QUEUE_FULL);
    for (int i = 0; i < 3 * BURST; i++) {
      assertThat(join(edge, FLOODER).code()).isEqualTo("queue-full");
      await(() -> !isInRedis(FLOODER));
    }
    room.failWith(null);
    spend(edge, FLOODER);
  }

  @Test
  void countsAJoinThatMayHaveTakenAPlace() {
    var edge = edge();
    room.failWith(Outcome.UNKNOWN);
    for (int i = 0; i < BURST; i++) {
      assertThat(join(edge, FLOODER).code()).isEqualTo("outcome-unknown");
    }
    assertThat(join(edge, FLOODER).code()).isEqualTo("too-many-joins");
  }

  @Test
  void countsAnIpv6NetworkAsOne() {
    var edge = edge();
    for (int i = 0; i < BURST; i++) {
      assertThat(join(edge, "2001:db8:0:7::" + i).status()).isEqualTo(201);
    }
    assertThat(join(edge, "2001:db8:0:7:ffff::1").status()).isEqualTo(429);
    assertThat(join(edge, "2001:db8:0:8::1").status()).isEqualTo(201);
    assertThat(isInRedis("2001:db8:0:7::/64")).isTrue();
  }

  @Test
  void keepsABucketInRedisNoLongerThanItTakesToFill() {
    var edge = edge();
    spend(edge, FLOODER);
    assertThat(ask(Command.PTTL, key(FLOODER)).toLong()).isBetween(1L, BURST * 1_000_000L);
  }

  @Test
  void servesAnAddressAgainWhenItsBucketFills() {
    var edge = edge(1, 4, "127.0.0.1", "203.0.113.0/24");
    assertThat(join(edge, FLOODER).status()).isEqualTo(201);
    await(() -> join(edge, FLOODER).status() == 201);
    await(() -> !isInRedis(FLOODER));
  }

  @Test
  void isNotDeceivedByWhatAClientWroteIntoTheHeader() {
    var edge = edge();
    spend(edge, FLOODER);
    for (var invented : new String[] {OTHER, "127.0.0.1", "203.0.113.1", "unknown"}) {
      assertThat(join(edge, invented + ", " + FLOODER).status()).as(invented).isEqualTo(429);
    }
  }

  @Test
  void doesNotBelieveTheHeaderOfAnUntrustedSocket() {
    var edge = edge(BURST, PER_SECOND, "192.0.2.1", "203.0.113.0/24");
    for (int i = 0; i < 2 * BURST; i++) {
      assertThat(join(edge, FLOODER).status()).isEqualTo(201);
    }
    assertThat(isInRedis(FLOODER)).isFalse();
  }

  @Test
  void doesNotLimitLoopbackNorUnlimitedNetworksNorAnybodyWithoutABurst() {
    var edge = edge();
    var open = edge(0, PER_SECOND, "127.0.0.1", "203.0.113.0/24");
    for (int i = 0; i < 2 * BURST; i++) {
      assertThat(edge.post(TOKENS, null).status()).isEqualTo(201);
      assertThat(join(edge, "203.0.113.7").status()).isEqualTo(201);
      assertThat(join(open, FLOODER).status()).isEqualTo(201);
    }
    assertThat(ask(Command.KEYS, key("*")).size()).isZero();
  }

  @Test
  void limitsByItselfWhileRedisIsGoneAndSharesAgainWhenItIsBack() {
    var first = edge();
    var second = edge();
    spend(first, FLOODER);
    services.cache().stop();
    spend(first, FLOODER);
    spend(second, FLOODER);
    assertThat(join(first, OTHER).status()).isEqualTo(201);
    services.cache().start();
    awaitShared(first);
    awaitShared(second);
    spend(first, OTHER);
    assertThat(join(second, OTHER).status()).isEqualTo(429);
  }

  @Test
  void doesNotWaitForARedisThatIsSlow() {
    var usual = RedisSpace.of(services.cache().url(), prefix);
    var edge = edge(BURST, PER_SECOND, "127.0.0.1", "203.0.113.0/24", usual);
    assertThat(join(edge, OTHER).status()).isEqualTo(201);
    ask(Command.CLIENT, "PAUSE", 600_000, "WRITE");
    try {
      spend(edge, FLOODER);
    } finally {
      ask(Command.CLIENT, "UNPAUSE");
    }
    awaitShared(edge);
  }

  @Test
  void limitsByItselfWhileRedisRefuses() {
    var edge = edge();
    ask(Command.CONFIG, "SET", "min-replicas-to-write", 1);
    try {
      spend(edge, FLOODER);
      assertThat(isInRedis(FLOODER)).isFalse();
    } finally {
      ask(Command.CONFIG, "SET", "min-replicas-to-write", 0);
    }
    awaitShared(edge);
  }

  /** New addresses join until Redis counts one. */
  private void awaitShared(EdgeServer edge) {
    await(
        () -> {
          var address = "2001:db8:" + Integer.toHexString(++newcomers);
          join(edge, address + "::1");
          return isInRedis(address + "::/64");
        });
  }
}
