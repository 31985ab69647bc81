package io.daegi.http.queue;

import io.daegi.http.address.Network;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.limit.LocalBuckets;
import io.daegi.http.limit.Rate;
import io.daegi.http.limit.RedisSpace;
import io.daegi.http.limit.SharedBuckets;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Set;

/**
 * Makes the join limit of each event loop; the loops share one memory for when Redis is gone.
 *
 * @param rate null: nobody is limited
 * @param space null: there is no Redis
 */
public record JoinLimits(Rate rate, Set<Network> unlimited, LocalBuckets local, RedisSpace space) {

  /** Limits of this process alone. */
  public static JoinLimits of(HttpConfig config, InstantSource clock) {
    if (config.joinBurst() == 0) {
      return new JoinLimits(null, Set.of(), null, null);
    }
    var rate = Rate.of(config.joinBurst(), config.joinsPerSecond());
    return new JoinLimits(rate, config.unlimitedNetworks(), new LocalBuckets(rate, clock), null);
  }

  /** The same limits, shared with all edges that use this Redis. */
  public JoinLimits in(RedisSpace newSpace) {
    return new JoinLimits(rate, unlimited, local, newSpace);
  }

  /** The limit of one event loop; to be called and used on it. */
  public JoinLimit on(Vertx vertx) {
    return rate == null
        ? JoinLimit.NONE
        : new AddressLimit(new SharedBuckets(vertx, space, rate, local), unlimited);
  }
}
