package io.daegi.http.limit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Buckets in Redis, one key each: the time in microseconds, by Redis's own clock, when the bucket
 * will be full again. The key lives until then, so that nothing grows. On one event loop only.
 */
final class RedisBuckets {

  private static final int CONNECTIONS = 8;
  private static final int MAX_WAITING = 4_096;
  private static final int CONNECT_MS = 1_000;

  /**
   * A connection that says nothing for so long is given up: its other end may be gone unnoticed.
   */
  private static final int SILENCE_S = 10;

  /**
   * Takes (1) or gives back (-1) one. Answers 0, or milliseconds until one can be taken. A script
   * runs alone, so that edges never see each other's halves.
   */
  private static final String SCRIPT =
      """
      local places, interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or now)) + places * interval
      local wait = full - now - burst * interval
      if places > 0 and wait > 0 then
        return math.ceil(wait / 1000)
      end
      if full > now then
        redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
      else
        redis.call('DEL', KEYS[1])
      end
      return 0
      """;

  private static final String SCRIPT_SHA1 = sha1(SCRIPT);

  private final Redis redis;
  private final String prefix;
  private final Rate rate;

  /**
   * @param prefix of every key
   */
  RedisBuckets(Vertx vertx, String url, String prefix, Rate rate) {
    var options =
        new RedisOptions()
            .setConnectionString(url)
            .setMaxPoolSize(CONNECTIONS)
            .setMaxPoolWaiting(MAX_WAITING);
    options.getNetClientOptions().setConnectTimeout(CONNECT_MS).setIdleTimeout(SILENCE_S);
    this.redis = Redis.createClient(vertx, options);
    this.prefix = prefix;
    this.rate = rate;
  }

  /** Milliseconds until one can be taken; 0 when it was. */
  Future<Long> take(String key) {
    return run(key, 1);
  }

  Future<Void> giveBack(String key) {
    return run(key, -1).mapEmpty();
  }

  void close() {
    redis.close();
  }

  /** A Redis that has just started does not know the script: it is told once. */
  private Future<Long> run(String key, int places) {
    return redis
        .send(request(Command.EVALSHA, SCRIPT_SHA1, key, places))
        .recover(
            trouble ->
                isUnknownScript(trouble)
                    ? redis.send(request(Command.EVAL, SCRIPT, key, places))
                    : Future.failedFuture(trouble))
        .map(Response::toLong);
  }

  private Request request(Command command, String script, String key, int places) {
    return Request.cmd(command)
        .arg(script)
        .arg(1)
        .arg(prefix + key)
        .arg(places)
        .arg(rate.intervalUs())
        .arg(rate.burst());
  }

  private static boolean isUnknownScript(Throwable trouble) {
    return trouble.getMessage() != null && trouble.getMessage().startsWith("NOSCRIPT");
  }

  private static String sha1(String text) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-1", e);
    }
  }
}
