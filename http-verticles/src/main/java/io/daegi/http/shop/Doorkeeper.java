package io.daegi.http.shop;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.RefusalCode;
import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.TokenState;
import io.daegi.http.edge.AdmissionGate;
import io.daegi.http.edge.Edge;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.token.PassVerifier;
import io.daegi.http.token.PassVerifier.Pass;
import io.daegi.http.token.QueueToken;
import io.vertx.core.Future;
import java.util.List;

/**
 * Decides from what a visitor shows, token or pass, whether the way into the shop is free. The
 * first token of the queue counts, then the first good pass. Belongs to one event loop.
 */
final class Doorkeeper {

  private final Edge edge;
  private final AdmissionGate admission;
  private final PassChecks passes;

  Doorkeeper(Edge edge, AdmissionGate admission, PassVerifier verifier) {
    this.edge = edge;
    this.admission = admission;
    this.passes = new PassChecks(verifier, edge.context());
  }

  /**
   * One text that a visitor shows.
   *
   * @param mayEnter whether a called token comes in by it
   */
  record Shown(String text, boolean mayEnter) {}

  Future<Verdict> decide(String queueId, List<Shown> shown) {
    var queue = edge.board().queue(queueId);
    if (queue == null) {
      return denied(
          edge.board().isCaughtUp()
              ? Problem.of(ProblemCode.QUEUE_UNKNOWN)
              : Problem.of(ProblemCode.BEHIND).withRetryAfterMs(Jitter.around(1_000)));
    }
    var ifNone = shown.isEmpty() ? ProblemCode.TOKEN_MISSING : ProblemCode.TOKEN_INVALID;
    for (var each : shown) {
      var token = edge.tokens().decode(each.text());
      if (token == null) {
        continue;
      }
      if (token.queueId().equals(queueId)) {
        return byToken(token, each.mayEnter());
      }
      ifNone = ProblemCode.WRONG_QUEUE;
    }
    return byPass(queue, shown, 0, ifNone);
  }

  private Future<Verdict> byToken(QueueToken token, boolean mayEnter) {
    return admission.check(token, mayEnter).map(verdict -> ofToken(token, verdict));
  }

  private Verdict ofToken(QueueToken token, AdmissionVerdict verdict) {
    if (!verdict.isAdmitted()) {
      return new Verdict.Denied(denial(verdict));
    }
    var tokenId = edge.tokenIds().encode(token.queueId(), token.generation(), token.number());
    return new Verdict.Granted(tokenId, verdict.expiresAtMs());
  }

  private static Problem denial(AdmissionVerdict verdict) {
    if (verdict.refusal() == RefusalCode.BOOKING_UNAVAILABLE) {
      return Problem.of(ProblemCode.UNAVAILABLE).withRetryAfterMs(Jitter.around(1_000));
    }
    if (verdict.refusal() == RefusalCode.SESSION_OVER) {
      return Problem.of(ProblemCode.SESSION_OVER);
    }
    var problem = Problem.of(ProblemCode.NOT_ADMITTED);
    return verdict.position() == null ? problem : problem.with("position", verdict.position());
  }

  private Future<Verdict> byPass(QueueView queue, List<Shown> shown, int at, ProblemCode ifNone) {
    if (at == shown.size()) {
      return denied(Problem.of(ifNone));
    }
    var text = shown.get(at).text();
    if (!PassVerifier.looksLikeOne(text)) {
      return byPass(queue, shown, at + 1, ifNone);
    }
    if (passes.isFull()) {
      return denied(Problem.of(ProblemCode.OVERLOADED).withRetryAfterMs(Jitter.around(1_000)));
    }
    return passes
        .verify(text)
        .compose(
            pass -> {
              if (pass.isEmpty() || !pass.get().isTimely(edge.clock().millis())) {
                return byPass(queue, shown, at + 1, ifNone);
              }
              return isFor(queue, pass.get())
                  ? Future.succeededFuture(ofPass(queue, pass.get()))
                  : byPass(queue, shown, at + 1, ProblemCode.WRONG_QUEUE);
            });
  }

  private static boolean isFor(QueueView queue, Pass pass) {
    return pass.queueId().equals(queue.queueId())
        && pass.generation() == queue.generation()
        && pass.audience().contains(queue.settings().audience());
  }

  /**
   * A pass is itself the proof that its token was let in; the board only adds that the session
   * ended before the pass did, or that it lasts longer.
   */
  private Verdict ofPass(QueueView queue, Pass pass) {
    long number = edge.tokenIds().numberOf(pass.tokenId(), queue.queueId(), queue.generation());
    if (number == 0) {
      return Verdict.Denied.of(ProblemCode.TOKEN_INVALID);
    }
    TokenView view = edge.board().token(queue.queueId(), number);
    if (view.state().isEnded()) {
      return Verdict.Denied.of(ProblemCode.SESSION_OVER);
    }
    long lastsMs = view.state() == TokenState.ACTIVE ? view.remainingMs() : 0;
    long endsMs = Math.max(pass.expiresMs(), edge.clock().millis() + lastsMs);
    return new Verdict.Granted(pass.tokenId(), endsMs);
  }

  private static Future<Verdict> denied(Problem problem) {
    return Future.succeededFuture(new Verdict.Denied(problem));
  }
}
