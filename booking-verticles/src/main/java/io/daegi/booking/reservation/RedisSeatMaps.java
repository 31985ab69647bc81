package io.daegi.booking.reservation;

import io.daegi.booking.api.SeatMap;
import io.daegi.booking.bus.BusJson;
import io.daegi.booking.store.SideRedis;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Seat maps that any booking process drew, shared through Redis: one key per show and version. The
 * version is a random word that is replaced after every commit that changes a seat of the show, so
 * that a map drawn before the change is never found after it, whatever Redis forgets meanwhile.
 * Trouble means "not found".
 */
final class RedisSeatMaps {

  /** Bounds how stale a map can be when a change could not be told. */
  static final long KEEP_MS = 900;

  private static final long VERSION_KEEP_MS = 86_400_000;

  private final SideRedis redis;
  private final String prefix;

  /**
   * @param prefix of every key
   */
  RedisSeatMaps(SideRedis redis, String prefix) {
    this.redis = redis;
    this.prefix = prefix;
  }

  /** The version that a map drawn from now on belongs to; empty while none is known. */
  Future<Optional<String>> version(String showId) {
    return redis
        .send(Request.cmd(Command.GET).arg(versionKey(showId)))
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found.map(Response::toString))
                    : redis.send(setVersion(showId).arg("NX")).map(Optional.empty()));
  }

  Future<Optional<SeatMap>> find(String showId, String version) {
    return redis
        .send(Request.cmd(Command.GET).arg(mapKey(showId, version)))
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
    return redis
        .send(
            Request.cmd(Command.SET)
                .arg(mapKey(map.showId(), version))
                .arg(BusJson.write(map))
                .arg("PX")
                .arg(KEEP_MS))
        .mapEmpty();
  }

  /** A seat of the show changed, and the change is committed. */
  Future<Void> changed(String showId) {
    return redis.send(setVersion(showId)).mapEmpty();
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

  private String versionKey(String showId) {
    return prefix + "seats:" + showId + ":version";
  }

  private String mapKey(String showId, String version) {
    return prefix + "seats:" + showId + ":" + version;
  }
}
