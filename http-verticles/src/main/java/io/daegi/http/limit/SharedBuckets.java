package io.daegi.http.limit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets that all edges share through Redis, or those of this process while Redis is gone, slow or
 * refuses. Redis is then left alone for a while, and asked by one caller whether it is back. On one
 * event loop only.
 */
public final class SharedBuckets {

  private static final Logger log = LoggerFactory.getLogger(SharedBuckets.class);

  private static final long LEAVE_ALONE_NS = TimeUnit.SECONDS.toNanos(3);

  private final LocalBuckets local;
  private final RedisBuckets redis;
  private final long answerTimeoutMs;
  private boolean troubled;
  private long askAgainNs;

  /**
   * @param space where in Redis; null: the buckets of this process are all there is
   */
  public SharedBuckets(Vertx vertx, RedisSpace space, Rate rate, LocalBuckets local) {
    this.local = local;
    this.answerTimeoutMs = space == null ? 0 : space.answerTimeoutMs();
    this.redis =
        space == null
            ? null
            : new RedisBuckets(vertx, space.url(), space.prefix() + "joins:", rate);
  }

  /** Always succeeds, and soon. */
  public Future<Take> take(String key) {
    if (redis == null || isLeftAlone()) {
      return Future.succeededFuture(local.take(key));
    }
    return redis
        .take(key)
        .timeout(answerTimeoutMs, TimeUnit.MILLISECONDS)
        .map(waitMs -> answered(key, waitMs))
        .recover(trouble -> Future.succeededFuture(withoutRedis(key, trouble)));
  }

  public void close() {
    if (redis != null) {
      redis.close();
    }
  }

  private Take answered(String key, long waitMs) {
    if (troubled) {
      troubled = false;
      log.info("joins are counted by Redis again, for all edges");
    }
    return waitMs > 0 ? new Take.Empty(waitMs) : new Take.Taken(() -> giveBack(key));
  }

  /** What cannot be given back comes back by itself as the bucket fills. */
  private void giveBack(String key) {
    redis.giveBack(key).timeout(answerTimeoutMs, TimeUnit.MILLISECONDS).onFailure(this::leaveAlone);
  }

  private Take withoutRedis(String key, Throwable trouble) {
    leaveAlone(trouble);
    return local.take(key);
  }

  /** When the time is over, the first one asks and the others wait for what it finds. */
  private boolean isLeftAlone() {
    if (!troubled) {
      return false;
    }
    long nowNs = System.nanoTime();
    if (nowNs - askAgainNs < 0) {
      return true;
    }
    askAgainNs = nowNs + LEAVE_ALONE_NS;
    return false;
  }

  private void leaveAlone(Throwable trouble) {
    if (!troubled) {
      troubled = true;
      log.warn("joins are counted by this process alone for now: {}", trouble.toString());
    }
    askAgainNs = System.nanoTime() + LEAVE_ALONE_NS;
  }
}
