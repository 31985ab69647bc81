package io.daegi.engine.shard;

import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.ReplyTo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Brings outcomes into an incarnation's ring, one after the other and none left out. */
final class OutcomeIngress implements OutcomeSource.Target {

  private static final long RETRY_AFTER_MS = 5;

  private final Incarnation incarnation;
  private final Function<BookingOutcome, ReplyTo> entering;

  /**
   * @param entering who is told what came of each; asked on the ingress thread
   */
  OutcomeIngress(Incarnation incarnation, Function<BookingOutcome, ReplyTo> entering) {
    this.incarnation = incarnation;
    this.entering = entering;
  }

  @Override
  public boolean offer(BookingOutcome outcome) throws InterruptedException {
    while (!incarnation.awaitEnd(0)) {
      var taken = new CompletableFuture<Boolean>();
      incarnation.ingress().execute(() -> taken.complete(publish(outcome)));
      try {
        if (taken.get()) {
          return true;
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_AFTER_MS);
    }
    return false;
  }

  @Override
  public void broken(IllegalStateException cause) {
    incarnation.fail(cause);
  }

  private boolean publish(BookingOutcome outcome) {
    Envelope envelope = incarnation.tryClaimReserved();
    if (envelope == null) {
      return false;
    }
    envelope
        .command()
        .outcome(
            outcome.kind(),
            outcome.queueId(),
            outcome.number(),
            outcome.visitor().high(),
            outcome.visitor().low(),
            outcome.holdMs(),
            outcome.offset());
    envelope.setReplyTo(entering.apply(outcome), 0);
    incarnation.publish();
    return true;
  }
}
