package io.daegi.booking.reservation;

import io.daegi.booking.api.SeatMap;
import io.daegi.booking.bus.BusJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seat maps that any booking process drew, shared through Redis: one key per show and version. The
 * version is a counter that goes up after every commit that changes a seat of the show, so that a
 * map drawn before the change is never found after it. Everything is gone from Redis within {@link
 * #KEEP_MS}. Trouble means "not found", and Redis is left alone for a while.
 */
final class RedisSeatMaps {

  /** Bounds how stale a map can be when a change could not be counted. */
  static final long KEEP_MS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(RedisSeatMaps.class);
  private static final long ANSWER_TIMEOUT_MS = 100;
  private static final long LEAVE_ALONE_NS = TimeUnit.SECONDS.toNanos(3);
  private static final long COUNTER_KEEP_MS = 86_400_000;
  private static final String NO_VERSION = "0";

  private final Redis redis;
  private final String prefix;
  private long leftAloneSinceNs;
  private boolean leftAlone;

  /**
   * @param prefix of every key
   */
  RedisSeatMaps(Vertx vertx, String url, String prefix) {
    this.redis = Redis.createClient(vertx, new RedisOptions().setConnectionString(url));
    this.prefix = prefix;
  }

  /** The version that a map drawn from now on belongs to; empty while Redis is away. */
  Future<Optional<String>> version(String showId) {
    return send(Request.cmd(Command.GET).arg(counterKey(showId)))
        .map(found -> found.map(Response::toString).or(() -> noneUnlessAway()));
  }

  private Optional<String> noneUnlessAway() {
    return isLeftAlone() ? Optional.empty() : Optional.of(NO_VERSION);
  }

  Future<Optional<SeatMap>> find(String showId, String version) {
    return send(Request.cmd(Command.GET).arg(mapKey(showId, version)))
        .map(found -> found.map(text -> BusJson.read(text.toString(), SeatMap.class)));
  }

  Future<Void> keep(String version, SeatMap map) {
    return send(Request.cmd(Command.SET)
            .arg(mapKey(map.showId(), version))
            .arg(BusJson.write(map))
            .arg("PX")
            .arg(KEEP_MS))
        .mapEmpty();
  }

  /** A seat of the show changed, and the change is committed. */
  Future<Void> changed(String showId) {
    return send(Request.cmd(Command.INCR).arg(counterKey(showId)))
        .compose(
            counted ->
                send(Request.cmd(Command.PEXPIRE).arg(counterKey(showId)).arg(COUNTER_KEEP_MS)))
        .mapEmpty();
  }

  void close() {
    redis.close();
  }

  private Future<Optional<Response>> send(Request request) {
    if (isLeftAlone()) {
      return Future.succeededFuture(Optional.empty());
    }
    return redis
        .send(request)
        .timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .map(Optional::ofNullable)
        .recover(
            trouble -> {
              leaveAlone(trouble);
              return Future.succeededFuture(Optional.empty());
            });
  }

  private boolean isLeftAlone() {
    if (leftAlone && System.nanoTime() - leftAloneSinceNs > LEAVE_ALONE_NS) {
      leftAlone = false;
    }
    return leftAlone;
  }

  private void leaveAlone(Throwable trouble) {
    if (!leftAlone) {
      LOG.warn("seat maps are drawn without Redis for now: {}", trouble.toString());
    }
    leftAlone = true;
    leftAloneSinceNs = System.nanoTime();
  }

  private String counterKey(String showId) {
    return prefix + "seats:" + showId + ":version";
  }

  private String mapKey(String showId, String version) {
    return prefix + "seats:" + showId + ":" + version;
  }
}
