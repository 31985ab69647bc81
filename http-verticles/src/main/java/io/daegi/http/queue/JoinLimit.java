package io.daegi.http.queue;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;

/** Keeps one address from taking places without end; polls and repeated joins do not count. */
public interface JoinLimit {

  /** Fails with a 429 problem when this address has taken too many places lately. */
  Future<Void> admit(SocketAddress address);

  /**
   * The join that was admitted has ended.
   *
   * @param isNewPlace whether it took a new place; otherwise what {@link #admit} took is given back
   */
  void taken(SocketAddress address, boolean isNewPlace);

  /** No limit at all. */
  JoinLimit NONE =
      new JoinLimit() {
        @Override
        public Future<Void> admit(SocketAddress address) {
          return Future.succeededFuture();
        }

        @Override
        public void taken(SocketAddress address, boolean isNewPlace) {
          // nothing was taken
        }
      };
}
