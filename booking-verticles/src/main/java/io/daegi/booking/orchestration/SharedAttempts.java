package io.daegi.booking.orchestration;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.rules.HoldAttempts;
import io.daegi.booking.store.SideRedis;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * How often each session tried to hold seats, as all booking processes count through Redis; each
 * counts alone while Redis is away.
 */
final class SharedAttempts {

  /** A session that tries nothing for so long is forgotten. */
  private static final long KEEP_MS = TimeUnit.HOURS.toMillis(1);

  /** Each session is a set of the attempts it made, so that a repeat is none. */
  private static final String SCRIPT =
      """
      if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then return 1 end
      if redis.call('SCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
      redis.call('SADD', KEYS[1], ARGV[1])
      redis.call('PEXPIRE', KEYS[1], ARGV[3])
      return 1
      """;

  private final HoldAttempts own;
  private final SideRedis redis;
  private final String prefix;

  /**
   * @param redis null: each process counts alone
   * @param prefix of every key in Redis
   */
  SharedAttempts(HoldAttempts own, SideRedis redis, String prefix) {
    this.own = own;
    this.redis = redis;
    this.prefix = prefix;
  }

  /** Why the caller has tried often enough, as far as this process knows by itself. */
  Optional<Refusal> refuse(Caller caller, String key) {
    return own.refuse(caller, key);
  }

  /**
   * Counts an attempt that is made now, or says why it is one too many.
   *
   * @param key under which it is made; null: it is no repeat
   */
  Future<Optional<Refusal>> attempt(Caller caller, String key) {
    Optional<Refusal> refused = own.refuse(caller, key);
    if (refused.isPresent()) {
      return Future.succeededFuture(refused);
    }
    return isOneTooMany(caller, key)
        .map(
            tooMany -> {
              if (tooMany) {
                return Optional.of(own.tooMany());
              }
              own.count(caller, key);
              return Optional.empty();
            });
  }

  private Future<Boolean> isOneTooMany(Caller caller, String key) {
    if (redis == null) {
      return Future.succeededFuture(false);
    }
    Request request =
        Request.cmd(Command.EVAL)
            .arg(SCRIPT)
            .arg(1)
            .arg(prefix + "attempts:" + HoldAttempts.nameOf(caller))
            .arg(key == null ? UUID.randomUUID().toString() : key)
            .arg(own.max())
            .arg(KEEP_MS);
    return redis.send(request).map(said -> said.isPresent() && said.get().toInteger() == 0);
  }
}
