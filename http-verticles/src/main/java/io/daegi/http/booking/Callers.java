package io.daegi.http.booking;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.RefusalCode;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.edge.AdmissionGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.Presented;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.token.QueueToken;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;

/**
 * Who wants to do business, and whether it may. What stands against it is a verdict and no failure:
 * booking looks for the answer to a repeated request before it minds the verdict.
 */
final class Callers {

  private final Edge edge;
  private final Credentials credentials;
  private final AdmissionGate admission;

  Callers(Edge edge, Credentials credentials, AdmissionGate admission) {
    this.edge = edge;
    this.credentials = credentials;
    this.admission = admission;
  }

  /** The caller of business behind this queue; refuses a call that names no visitor. */
  Future<Caller> behind(RoutingContext context, String queueId) {
    var visitor = credentials.visitor(context);
    var presented = credentials.find(context, queueId);
    if (presented == null) {
      boolean isElsewhere = !credentials.all(context).isEmpty();
      return Future.succeededFuture(
          without(visitor, isElsewhere ? RefusalCode.WRONG_QUEUE : RefusalCode.NOT_ADMITTED));
    }
    requireSame(visitor, presented);
    if (!presented.token().queueId().equals(queueId)) {
      return Future.succeededFuture(
          of(presented.token(), AdmissionVerdict.refused(RefusalCode.WRONG_QUEUE, null)));
    }
    return checked(context, presented);
  }

  /** The caller of business that any own token is good for: the first that may counts. */
  Future<Caller> anywhere(RoutingContext context) {
    var visitor = credentials.visitor(context);
    var tokens = credentials.all(context);
    tokens.forEach(each -> requireSame(visitor, each));
    return tokens.isEmpty()
        ? Future.succeededFuture(without(visitor, RefusalCode.NOT_ADMITTED))
        : firstAdmitted(context, insidersFirst(tokens), 0, null);
  }

  private Future<Caller> firstAdmitted(
      RoutingContext context, List<Presented> tokens, int at, Caller best) {
    if (at == tokens.size()) {
      return Future.succeededFuture(best);
    }
    return checked(context, tokens.get(at))
        .compose(
            caller ->
                caller.verdict().isAdmitted()
                    ? Future.succeededFuture(caller)
                    : firstAdmitted(context, tokens, at + 1, nearer(best, caller)));
  }

  /** Of two that may not, the one whose refusal leaves more hope. */
  private static Caller nearer(Caller one, Caller other) {
    return one == null || hope(other) > hope(one) ? other : one;
  }

  private static int hope(Caller caller) {
    return switch (caller.verdict().refusal()) {
      case BOOKING_UNAVAILABLE -> 2;
      case NOT_ADMITTED -> 1;
      default -> 0;
    };
  }

  /** Who is inside already comes first, so that no other token is made to enter. */
  private List<Presented> insidersFirst(List<Presented> tokens) {
    return tokens.stream().sorted(Comparator.comparingInt(this::rank)).toList();
  }

  private int rank(Presented presented) {
    var token = presented.token();
    var view = edge.board().token(token.queueId(), token.number());
    if (view == null) {
      return 3;
    }
    return view.state() == TokenState.ACTIVE ? 0 : view.state() == TokenState.READY ? 1 : 2;
  }

  /** The caller of business that needs the visitor alone. */
  Caller visitorOnly(RoutingContext context) {
    return without(credentials.visitor(context), RefusalCode.NOT_ADMITTED);
  }

  private Future<Caller> checked(RoutingContext context, Presented presented) {
    return admission
        .check(presented.token(), AdmissionGate.mayEnter(context, presented))
        .map(verdict -> of(presented.token(), verdict));
  }

  private Caller of(QueueToken token, AdmissionVerdict verdict) {
    var queue = edge.board().queue(token.queueId());
    var tokenId = edge.tokenIds().encode(token.queueId(), token.generation(), token.number());
    return new Caller(
        token.visitor(),
        token.queueId(),
        tokenId,
        token.number(),
        token.generation(),
        queue == null ? 0 : queue.partition(),
        verdict);
  }

  private static Caller without(VisitorId visitor, RefusalCode refusal) {
    return new Caller(visitor, "", "", 0, 0, 0, AdmissionVerdict.refused(refusal, null));
  }

  private static void requireSame(VisitorId visitor, Presented presented) {
    if (!presented.token().visitor().equals(visitor)) {
      throw Problem.of(ProblemCode.AMBIGUOUS_CREDENTIALS).toException();
    }
  }
}
