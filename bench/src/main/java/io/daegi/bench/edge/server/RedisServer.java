package io.daegi.bench.edge.server;

import io.daegi.bench.edge.Sale;
import io.daegi.embedded.FreePorts;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.token.KeyRing;
import io.daegi.http.token.QueueToken;
import io.daegi.http.token.TokenCodec;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one would build with a sorted set: a poll asks Redis for the rank, a join adds a member and
 * asks for its rank. In its best form: one connection an event loop on which commands follow each
 * other without waiting, and an answer that is spliced rather than made.
 */
final class RedisServer implements Served {

  private static final long MANY = 1L << 40;

  private final Vertx vertx;
  private final int port;

  private RedisServer(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  static RedisServer start(Settings settings) throws Exception {
    int loops = settings.number("loops");
    int port = FreePorts.one();
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    KeyRing keys = KeyRing.load(Path.of(settings.text("keys")));
    SplicedAnswer poll = SplicedAnswer.read(Path.of(settings.text("answer")));
    SplicedAnswer join = SplicedAnswer.read(Path.of(settings.text("joinAnswer")));
    var arrivals = new AtomicLong(MANY);
    Vertx vertx = Loops.measured(loops, meters);
    vertx
        .deployVerticle(
            () -> new Loop(port, settings.text("redis"), keys, poll, join, arrivals),
            new DeploymentOptions().setInstances(loops))
        .await();
    return new RedisServer(vertx, port);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private static final class Loop extends VerticleBase {

    private static final String BEARER = "Bearer ";

    private final int port;
    private final String redisUrl;
    private final TokenCodec tokens;
    private final SplicedAnswer poll;
    private final SplicedAnswer join;
    private final AtomicLong arrivals;
    private RedisConnection redis;

    Loop(
        int port,
        String redisUrl,
        KeyRing keys,
        SplicedAnswer poll,
        SplicedAnswer join,
        AtomicLong arrivals) {
      this.port = port;
      this.redisUrl = redisUrl;
      this.tokens = new TokenCodec(keys, InstantSource.system());
      this.poll = poll;
      this.join = join;
      this.arrivals = arrivals;
    }

    @Override
    public Future<?> start() {
      var router = Router.router(vertx);
      router.post(Sale.JOIN_PATH.replace(Sale.QUEUE, ":queueId")).handler(this::join);
      router.get(Sale.POLL_PATH.replace(Sale.QUEUE, ":queueId")).handler(this::poll);
      return Redis.createClient(vertx, redisUrl)
          .connect()
          .onSuccess(connection -> redis = connection)
          .compose(
              none -> vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1"));
    }

    private void poll(RoutingContext context) {
      String header = context.request().getHeader("Authorization");
      QueueToken token =
          header == null || !header.startsWith(BEARER)
              ? null
              : tokens.decode(header.substring(BEARER.length()));
      if (token == null || !token.queueId().equals(context.pathParam("queueId"))) {
        context.fail(401);
        return;
      }
      redis
          .send(zrank(member(token.visitor())))
          .onSuccess(rank -> poll.write(context.response(), rank.toLong() + 1, ""))
          .onFailure(context::fail);
    }

    private void join(RoutingContext context) {
      var random = ThreadLocalRandom.current();
      var visitor = new VisitorId(random.nextLong(), random.nextLong());
      long number = arrivals.incrementAndGet();
      Buffer member = member(visitor);
      Request zadd =
          Request.cmd(Command.ZADD).arg(Sale.REDIS_KEY).arg("NX").arg(number).arg(member);
      var token = new QueueToken(context.pathParam("queueId"), 1, number, 0, visitor);
      redis
          .batch(List.of(zadd, zrank(member)))
          .onSuccess(
              replies ->
                  join.write(context.response(), replies.get(1).toLong() + 1, tokens.encode(token)))
          .onFailure(context::fail);
    }

    private static Request zrank(Buffer member) {
      return Request.cmd(Command.ZRANK).arg(Sale.REDIS_KEY).arg(member);
    }

    private static Buffer member(VisitorId visitor) {
      return Buffer.buffer(16).appendLong(visitor.high()).appendLong(visitor.low());
    }
  }
}
