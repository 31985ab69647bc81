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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seat maps that any booking process drew, shared through Redis: one key per show and version. The
 * version is a random word that is replaced after every commit that changes a seat of the show, so
 * that a map drawn before the change is never found after it, whatever Redis forgets meanwhile.
 * Trouble means "not found", and Redis is left alone for a while. On one event loop only.
 */
final class RedisSeatMaps {

  /** Bounds how stale a map can be when a change could not be told. */
  static final long KEEP_MS = 900;

  private static final Logger LOG = LoggerFactory.getLogger(RedisSeatMaps.class);
  private static final long ANSWER_TIMEOUT_MS = 100;
  private static final long LEAVE_ALONE_NS = TimeUnit.SECONDS.toNanos(3);
  private static final int CONNECTIONS = 4;

  /** As many as may be asked within the time that an answer is waited for. */
  private static final int MAX_WAITING = 4_096;

  private static final int CONNECT_TIMEOUT_MS = 1_000;

  /**
   * A connection that is silent for so long is closed: behind a network that swallows everything it
   * would answer nobody for many minutes.
   */
  private static final int SILENCE_S = 10;

  private static final long VERSION_KEEP_MS = 86_400_000;

  private final Redis redis;
  private final String prefix;
  private long leftAloneSinceNs;
  private boolean leftAlone;
  private boolean troubled;

  /**
   * @param prefix of every key
   */
  RedisSeatMaps(Vertx vertx, String url, String prefix) {
    RedisOptions options =
        new RedisOptions()
            .setConnectionString(url)
            .setMaxPoolSize(CONNECTIONS)
            .setMaxPoolWaiting(MAX_WAITING);
    options.getNetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS).setIdleTimeout(SILENCE_S);
    this.redis = Redis.createClient(vertx, options);
    this.prefix = prefix;
  }

  /** The version that a map drawn from now on belongs to; empty while none is known. */
  Future<Optional<String>> version(String showId) {
    return send(Request.cmd(Command.GET).arg(versionKey(showId)))
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found.map(Response::toString))
                    : send(setVersion(showId).arg("NX")).map(Optional.empty()));
  }

  Future<Optional<SeatMap>> find(String showId, String version) {
    return send(Request.cmd(Command.GET).arg(mapKey(showId, version)))
        .map(found -> found.flatMap(RedisSeatMaps::read));
  }

  /** What another release of this program wrote may not be readable. */
  private static Optional<SeatMap> read(Response text) {
    try {
      return Optional.of(BusJson.read(text.toString(), SeatMap.class));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
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
    return send(setVersion(showId)).mapEmpty();
  }

  private Request setVersion(String showId) {
    String word = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return Request.cmd(Command.SET)
        .arg(versionKey(showId))
        .arg(word)
        .arg("PX")
        .arg(VERSION_KEEP_MS);
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
        .map(this::well)
        .recover(
            trouble -> {
              leaveAlone(trouble);
              return Future.succeededFuture(Optional.empty());
            });
  }

  private Optional<Response> well(Response answer) {
    if (troubled) {
      troubled = false;
      LOG.info("seat maps are shared through Redis again");
    }
    return Optional.ofNullable(answer);
  }

  private boolean isLeftAlone() {
    if (leftAlone && System.nanoTime() - leftAloneSinceNs > LEAVE_ALONE_NS) {
      leftAlone = false;
    }
    return leftAlone;
  }

  private void leaveAlone(Throwable trouble) {
    if (!troubled) {
      troubled = true;
      LOG.warn("seat maps are drawn without Redis for now: {}", trouble.toString());
    }
    leftAlone = true;
    leftAloneSinceNs = System.nanoTime();
  }

  private String versionKey(String showId) {
    return prefix + "seats:" + showId + ":version";
  }

  private String mapKey(String showId, String version) {
    return prefix + "seats:" + showId + ":" + version;
  }
}
