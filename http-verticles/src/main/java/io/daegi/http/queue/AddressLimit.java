package io.daegi.http.queue;

import io.daegi.http.address.IpAddress;
import io.daegi.http.address.Network;
import io.daegi.http.limit.SharedBuckets;
import io.daegi.http.limit.Take;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/**
 * A bucket of new places for each address. Loopback and the operator's own networks are not
 * limited. Belongs to one event loop.
 */
public final class AddressLimit implements JoinLimit {

  /** Spreads the return of the many that may be behind one address. */
  private static final long JITTER_MS = 1_000;

  private final SharedBuckets buckets;
  private final Set<Network> unlimited;

  public AddressLimit(SharedBuckets buckets, Set<Network> unlimited) {
    this.buckets = buckets;
    this.unlimited = unlimited;
  }

  @Override
  public Future<Counted> admit(Optional<IpAddress> client) {
    if (client.filter(this::isUnlimited).isPresent()) {
      return UNCOUNTED;
    }
    return buckets
        .take(client.map(IpAddress::countedAs).orElse("unknown"))
        .map(
            take ->
                switch (take) {
                  case Take.Taken taken -> taken.giveBack()::run;
                  case Take.Empty empty -> throw refusal(empty.waitMs()).toException();
                });
  }

  @Override
  public void close() {
    buckets.close();
  }

  private boolean isUnlimited(IpAddress address) {
    return address.isLoopback()
        || unlimited.stream().anyMatch(network -> network.contains(address));
  }

  private static Problem refusal(long waitMs) {
    return Problem.of(ProblemCode.TOO_MANY_JOINS)
        .withRetryAfterMs(waitMs + Jitter.between(1, JITTER_MS));
  }
}
