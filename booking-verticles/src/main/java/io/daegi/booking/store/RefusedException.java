package io.daegi.booking.store;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.Reply;
import io.vertx.core.Future;

/** Ends a transaction without effect and carries the refusal that is answered instead. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }

  /** The answer of a transaction that may have been refused. */
  public static <T> Future<Reply<T>> toReply(Future<Reply<T>> outcome) {
    return outcome.recover(
        cause ->
            cause instanceof RefusedException refused
                ? Future.succeededFuture(Reply.refused(refused.refusal()))
                : Future.failedFuture(cause));
  }
}
