package io.daegi.http.queue;

import io.daegi.http.address.IpAddress;
import io.vertx.core.Future;
import java.util.Optional;

/** Keeps one address from taking places without end; polls and repeated joins do not count. */
public interface JoinLimit {

  /**
   * Counts a join that may take a new place; fails with a 429 problem when this client has taken
   * too many lately.
   *
   * @param client empty when nobody knows its address
   */
  Future<Counted> admit(Optional<IpAddress> client);

  /** A join that was counted. */
  interface Counted {

    /** It took no new place; called once at most. */
    void giveBack();
  }

  /** Ends what it uses. */
  void close();

  /** No limit at all. */
  JoinLimit NONE =
      new JoinLimit() {
        @Override
        public Future<Counted> admit(Optional<IpAddress> client) {
          return UNCOUNTED;
        }

        @Override
        public void close() {
          // nothing is used
        }
      };

  /** The answer to who is not limited. */
  Future<Counted> UNCOUNTED = Future.succeededFuture(() -> {});
}
