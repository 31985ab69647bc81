package io.daegi.http.queue;

import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Reply;
import io.daegi.engine.command.Outcome;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Edge;
import io.daegi.http.problem.OutcomeProblems;
import io.daegi.http.token.QueueToken;
import io.vertx.core.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaving: the place is given up for good, and with it the seats that are held. */
public final class LeavePolicy {

  private static final Logger log = LoggerFactory.getLogger(LeavePolicy.class);

  private final Edge edge;
  private final BoardGate gate;
  private final BookingClient booking;
  private final Consumer<QueueToken> streams;

  /**
   * @param streams told of each token that has left
   */
  public LeavePolicy(
      Edge edge, BoardGate gate, BookingClient booking, Consumer<QueueToken> streams) {
    this.edge = edge;
    this.gate = gate;
    this.booking = booking;
    this.streams = streams;
  }

  /** Succeeds once the leave is durable and seen here; repeated, or after the end, likewise. */
  public Future<Void> leave(QueueToken token) {
    return edge.engine()
        .leave(token.queueId(), token.number(), token.visitor())
        .compose(
            answer -> {
              if (!answer.outcome().isAccepted() && answer.outcome() != Outcome.SESSION_OVER) {
                throw OutcomeProblems.of(answer.outcome()).toException();
              }
              return gate.shows(answer);
            })
        .onSuccess(none -> streams.accept(token))
        .compose(none -> releaseHolds(token));
  }

  /** Holds that cannot be released now run out by themselves: leaving does not wait for booking. */
  private Future<Void> releaseHolds(QueueToken token) {
    return booking
        .releaseAll(token.visitor(), token.queueId())
        .map(
            reply -> {
              if (reply instanceof Reply.Refused<?> refused) {
                log.warn("holds of a leaving visitor run out: {}", refused.refusal().code());
              }
              return null;
            });
  }
}
