package io.daegi.http.edge;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.RefusalCode;
import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.command.Answer;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.TokenState;
import io.daegi.http.problem.ProblemException;
import io.daegi.http.token.QueueToken;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * Whether a token may do new business; the one place where admission is checked. Belongs to one
 * event loop.
 *
 * <p>The board answers alone where it cannot be wrong: yes before the session's end, no for a token
 * that ended for good or that is further back than the next calls could reach. Everything else, and
 * everything while the board is old, is the owner's to say. A called token enters by its first
 * business. With no owner to be had, the board's yes holds until the session's end; after that
 * nobody knows, which is never a no.
 */
public final class AdmissionGate {

  private static final AdmissionVerdict UNKNOWN =
      AdmissionVerdict.refused(RefusalCode.BOOKING_UNAVAILABLE, null);
  private static final AdmissionVerdict OVER =
      AdmissionVerdict.refused(RefusalCode.SESSION_OVER, null);

  private final Edge edge;
  private final BoardGate board;
  private final OwnerAnswers owner;

  public AdmissionGate(Edge edge, BoardGate board) {
    this.edge = edge;
    this.board = board;
    this.owner =
        new OwnerAnswers(edge.engine(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  /** One token at one moment, as the board shows it. */
  private record Look(QueueToken token, QueueView queue, TokenView view, boolean mayEnter) {

    boolean isOver() {
      return view.state().isEnded()
          && !(view.state() == TokenState.ABANDONED && token.number() > queue.servingNumber());
    }

    boolean isLeased() {
      return view.state().isAdmitted() && view.remainingMs() > 0;
    }

    boolean isFarBack() {
      return !view.state().isAdmitted()
          && token.number() - queue.servingNumber() > queue.settings().capacity();
    }

    Long position() {
      return view.state() == TokenState.WAITING ? view.position() : null;
    }
  }

  /**
   * Whether this request lets a called token come in: a page that merely makes a browser read
   * something with its cookies must not start the visitor's session.
   */
  public static boolean mayEnter(RoutingContext context, Presented presented) {
    return !(presented.byCookie() && isRead(context));
  }

  /** Whether the request's method only reads. */
  public static boolean isRead(RoutingContext context) {
    var method = context.request().method();
    return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
  }

  /**
   * The verdict on a token; never fails.
   *
   * @param mayEnter whether a called token comes in by this
   */
  public Future<AdmissionVerdict> check(QueueToken token, boolean mayEnter) {
    var queue = edge.board().queue(token.queueId());
    if (queue == null) {
      return Future.succeededFuture(edge.board().isCaughtUp() ? OVER : UNKNOWN);
    }
    if (queue.generation() != token.generation()) {
      return Future.succeededFuture(token.generation() < queue.generation() ? OVER : UNKNOWN);
    }
    var view = edge.board().token(token.queueId(), token.number());
    return check(new Look(token, queue, view, mayEnter));
  }

  private Future<AdmissionVerdict> check(Look look) {
    if (look.isOver()) {
      return Future.succeededFuture(OVER);
    }
    if (!look.view().state().isAdmitted()) {
      edge.engine().seen(look.token().queueId(), look.token().number());
    }
    if (edge.board().ageMs(look.queue().partition()) > Limits.GRACE_MS) {
      return byOwner(look);
    }
    if (look.view().state() == TokenState.READY && look.mayEnter()) {
      return enter(look);
    }
    if (look.isLeased()) {
      return Future.succeededFuture(admitted(look.view().remainingMs()));
    }
    return look.isFarBack() ? Future.succeededFuture(notAdmitted(look)) : byOwner(look);
  }

  private Future<AdmissionVerdict> byOwner(Look look) {
    return owner.ask(look.token()).compose(answer -> asTold(look, answer));
  }

  /** The visitor is told yes once the entry is durable and this process's board shows it. */
  private Future<AdmissionVerdict> enter(Look look) {
    var token = look.token();
    return edge.engine()
        .enter(token.queueId(), token.number(), token.visitor())
        .compose(
            answer -> {
              if (!answer.outcome().isAccepted()) {
                return Future.succeededFuture(refused(look, answer));
              }
              owner.heard(token, answer);
              return board.shows(answer).map(shown -> verdict(look, answer));
            })
        .recover(
            failure ->
                failure instanceof ProblemException
                    ? Future.succeededFuture(UNKNOWN)
                    : Future.failedFuture(failure));
  }

  private AdmissionVerdict refused(Look look, Answer answer) {
    return switch (answer.outcome()) {
      case SESSION_OVER -> OVER;
      case NOT_CALLED, TOKEN_UNKNOWN, QUEUE_UNKNOWN -> notAdmitted(look);
      case OVERLOADED, UNAVAILABLE, UNKNOWN -> byLease(look);
      case DONE,
          REPEATED,
          QUEUE_EXISTS,
          QUEUE_NOT_OPEN,
          QUEUE_CLOSED,
          QUEUE_FULL,
          TOO_MANY_QUEUES,
          WRONG_STATE,
          STALE_SETTINGS,
          SETTINGS_INVALID ->
          throw new IllegalStateException(answer.outcome() + " answers no question about a token");
    };
  }

  private Future<AdmissionVerdict> asTold(Look look, Answer answer) {
    if (!answer.outcome().isAccepted()) {
      return Future.succeededFuture(refused(look, answer));
    }
    return answer.state() == TokenState.READY && look.mayEnter()
        ? enter(look)
        : Future.succeededFuture(verdict(look, answer));
  }

  private AdmissionVerdict verdict(Look look, Answer answer) {
    return switch (answer.state()) {
      case READY, ACTIVE -> answer.remainingMs() > 0 ? admitted(answer.remainingMs()) : OVER;
      case WAITING -> notAdmitted(look);
      case ABANDONED ->
          look.token().number() > look.queue().servingNumber() ? notAdmitted(look) : OVER;
      case COMPLETED, LEFT, EXPIRED, TURNED_AWAY -> OVER;
    };
  }

  /** Nobody but the board can be asked: yes until the session's end, then nobody knows. */
  private AdmissionVerdict byLease(Look look) {
    return look.isLeased() ? admitted(look.view().remainingMs()) : UNKNOWN;
  }

  private AdmissionVerdict admitted(long remainingMs) {
    return AdmissionVerdict.admittedUntil(edge.clock().millis() + remainingMs);
  }

  private static AdmissionVerdict notAdmitted(Look look) {
    return AdmissionVerdict.refused(RefusalCode.NOT_ADMITTED, look.position());
  }
}
