package io.daegi.http.queue;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Edge;
import io.daegi.http.problem.OutcomeProblems;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.token.QueueToken;
import io.daegi.http.token.VisitorPolicy;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;

/** Taking a place in line, whoever asks for it and however it is answered. */
public final class JoinPolicy {

  private static final long KEY_SHOWS_PLACE_MS = 120_000;

  private final Edge edge;
  private final BoardGate gate;
  private final VisitorPolicy visitors;
  private final JoinLimit limit;
  private final JoinCounter counter;

  public JoinPolicy(
      Edge edge, BoardGate gate, VisitorPolicy visitors, JoinLimit limit, JoinCounter counter) {
    this.edge = edge;
    this.gate = gate;
    this.visitors = visitors;
    this.limit = limit;
    this.counter = counter;
  }

  /**
   * A place that is durable and that this process's board shows.
   *
   * @param isNew whether it was taken now
   * @param version the batch of the log that has it
   */
  public record Place(QueueToken token, boolean isNew, long version) {}

  /**
   * Takes a place; fails with what refuses it.
   *
   * @param known the visitor that a credential names, or null
   * @param key names the visitor of a first join, or null
   */
  public Future<Place> join(
      HttpServerRequest request, QueueView queue, VisitorId known, String key) {
    var visitor = visitors.visitorOf(queue.queueId(), known, key);
    return limit
        .admit(edge.clients().clientAddress(request))
        .onFailure(refused -> counter.countTooMany(queue.queueId()))
        .compose(
            counted ->
                edge.engine()
                    .join(queue.queueId(), visitor)
                    .onSuccess(answer -> giveBack(counted, answer.outcome())))
        .compose(
            answer -> {
              if (known == null) {
                requireFreshKey(answer);
              }
              return joined(queue, visitor, answer);
            });
  }

  /** A join that may have taken a place stays counted: asked again, it is a repeat. */
  private static void giveBack(JoinLimit.Counted counted, Outcome outcome) {
    if (outcome != Outcome.DONE && outcome != Outcome.UNKNOWN) {
      counted.giveBack();
    }
  }

  /** A key alone shows a place for a short while: it may have been seen by others since. */
  private static void requireFreshKey(Answer answer) {
    boolean isFresh = answer.sinceJoinMs() >= 0 && answer.sinceJoinMs() <= KEY_SHOWS_PLACE_MS;
    if (answer.outcome() == Outcome.REPEATED && !isFresh) {
      throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_EXPIRED).toException();
    }
  }

  private Future<Place> joined(QueueView queue, VisitorId visitor, Answer answer) {
    counter.count(queue.queueId(), answer.outcome());
    if (!answer.outcome().isAccepted()) {
      throw refusal(answer.outcome(), queue).toException();
    }
    var token = new QueueToken(queue.queueId(), answer.generation(), answer.number(), 0, visitor);
    boolean isNew = answer.outcome() == Outcome.DONE;
    return gate.shows(answer).map(none -> new Place(token, isNew, answer.version()));
  }

  private static Problem refusal(Outcome outcome, QueueView queue) {
    var problem = OutcomeProblems.of(outcome);
    return outcome == Outcome.QUEUE_NOT_OPEN && queue.settings().opensAtMs() > 0
        ? problem.with("opensAt", Instant.ofEpochMilli(queue.settings().opensAtMs()).toString())
        : problem;
  }
}
