package io.daegi.http.page;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.ReturnAddresses;
import io.daegi.http.problem.OutcomeProblems;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemException;
import io.daegi.http.queue.JoinPolicy;
import io.daegi.http.queue.LeavePolicy;
import io.daegi.http.queue.SeenVersion;
import io.daegi.http.queue.StatusReader;
import io.daegi.http.queue.TokenStatus;
import io.daegi.http.token.QueueToken;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Function;

/**
 * {@code GET /queues/{queueId}/plain} and {@code POST /queues/{queueId}/join}, {@code enter} and
 * {@code leave}: the whole way through the room for browsers without scripts. A page loads itself
 * again at the pace of polls; forms are all button, and lead back to the page. Belongs to one event
 * loop.
 */
public final class PlainRoute {

  private static final String ROOM = "/queues/:queueId/";
  private static final int KEY_BYTES = 18;
  private static final long CALLED_SECONDS = 10;
  private static final long AHEAD_SECONDS = 15;

  private final PageFiles files;
  private final Edge edge;
  private final Credentials credentials;
  private final StatusReader statuses;
  private final BoardGate gate;
  private final JoinPolicy joins;
  private final LeavePolicy leaving;
  private final ReturnAddresses returns;
  private final SecureRandom random = new SecureRandom();

  public PlainRoute(
      PageFiles files,
      Edge edge,
      Credentials credentials,
      StatusReader statuses,
      BoardGate gate,
      JoinPolicy joins,
      LeavePolicy leaving) {
    this.files = files;
    this.edge = edge;
    this.credentials = credentials;
    this.statuses = statuses;
    this.gate = gate;
    this.joins = joins;
    this.leaving = leaving;
    this.returns = new ReturnAddresses(edge.config());
  }

  public void mount(Router router) {
    router.get(ROOM + "plain").handler(page(this::show));
    router.post(ROOM + "join").handler(page(this::join));
    router.post(ROOM + "enter").handler(page(this::enter));
    router.post(ROOM + "leave").handler(page(this::leave));
  }

  /** A handler whose refusals are told on a page, in words. */
  private Handler<RoutingContext> page(Function<RoutingContext, Future<?>> work) {
    return context ->
        Future.succeededFuture()
            .compose(none -> work.apply(context))
            .onFailure(
                failure -> {
                  if (failure instanceof ProblemException refusal) {
                    refuse(context, refusal.problem());
                  } else {
                    context.fail(failure);
                  }
                });
  }

  private Future<?> show(RoutingContext context) {
    var queue = statuses.queue(queueId(context));
    return gate.reached(queue.partition(), SeenVersion.ofQuery(context))
        .map(
            none -> {
              var page = pageFor(context);
              var token = token(context, queue);
              if (token == null) {
                PlainViews.join(page, queue, edge.clock().millis(), newKey());
                write(context, page, 200, secondsBefore(queue));
              } else {
                show(context, page, statuses.readAsSeen(token));
              }
              return null;
            });
  }

  /** Only who has just come in is led on: a shop that sends visitors back would do so for ever. */
  private void show(RoutingContext context, PlainPage page, TokenStatus status) {
    PlainViews.place(page, status, newKey());
    boolean isEntering = context.queryParams().contains("entered") && status.isInside();
    if (isEntering && page.address().returnTo() != null) {
      context.response().putHeader("Refresh", "0; url=" + page.address().returnTo());
      write(context, page, 200, 0);
    } else {
      write(context, page, 200, secondsFor(status));
    }
  }

  private Future<?> join(RoutingContext context) {
    credentials.requireKnownOrigin(context);
    var queue = statuses.queue(queueId(context));
    var known = credentials.cookies().visitor(context);
    var visitor = known == null ? null : edge.visitors().decode(known);
    return joins
        .join(context.request(), queue, visitor, context.queryParams().get("key"))
        .map(
            place -> {
              var token = place.token();
              credentials
                  .cookies()
                  .give(
                      context,
                      token,
                      edge.tokens().encode(token),
                      edge.visitors().encode(token.visitor()));
              seeOther(context, place.version());
              return null;
            })
        .recover(failure -> startedAnew(context, failure));
  }

  /** A form that lay open for minutes, or was changed: the page brings a new one. */
  private Future<Object> startedAnew(RoutingContext context, Throwable failure) {
    if (failure instanceof ProblemException refusal && isOfKey(refusal.problem().code())) {
      seeOther(context, -1);
      return Future.succeededFuture();
    }
    return Future.failedFuture(failure);
  }

  private static boolean isOfKey(ProblemCode code) {
    return code == ProblemCode.IDEMPOTENCY_KEY_EXPIRED || code == ProblemCode.IDEMPOTENCY_KEY_WEAK;
  }

  private Future<?> enter(RoutingContext context) {
    var token = tokenOfForm(context);
    return edge.engine()
        .enter(token.queueId(), token.number(), token.visitor())
        .compose(
            answer -> {
              if (!answer.outcome().isAccepted()) {
                throw OutcomeProblems.of(answer.outcome()).toException();
              }
              return gate.shows(answer).map(answer.version());
            })
        .map(
            version -> {
              seeOther(context, version, "entered", "1");
              return null;
            });
  }

  private Future<?> leave(RoutingContext context) {
    return leaving
        .leave(tokenOfForm(context))
        .map(
            none -> {
              seeOther(context, -1);
              return null;
            });
  }

  private QueueToken tokenOfForm(RoutingContext context) {
    credentials.requireKnownOrigin(context);
    var token = token(context, statuses.queue(queueId(context)));
    if (token == null) {
      throw Problem.of(ProblemCode.TOKEN_MISSING).toException();
    }
    return token;
  }

  /** The browser's token of this life of the queue, or null. */
  private QueueToken token(RoutingContext context, QueueView queue) {
    var token = credentials.tokenOfReadableCookie(context, queue.queueId());
    return token != null && token.generation() == queue.generation() ? token : null;
  }

  private void refuse(RoutingContext context, Problem problem) {
    var page = pageFor(context);
    PlainViews.refusal(page, problem);
    long seconds = (problem.retryAfterMs() + 999) / 1_000;
    if (seconds > 0) {
      context.response().putHeader("Retry-After", Long.toString(seconds));
    }
    write(context, page, problem.status(), seconds);
  }

  /** Forms send their origin only if the page may say where it is. */
  private void write(RoutingContext context, PlainPage page, int status, long reloadSeconds) {
    var response = context.response();
    boolean isMoving = reloadSeconds > 0 && !page.address().isStill();
    if (isMoving) {
      response.putHeader("Refresh", reloadSeconds + "; url=" + page.address().room());
    }
    response
        .setStatusCode(status)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Language", page.words().tag())
        .putHeader("Referrer-Policy", "same-origin")
        .end(page.html(reloadSeconds));
  }

  private void seeOther(RoutingContext context, long version, String... namesAndValues) {
    var address = addressOf(context);
    var seen = version < 0 ? new String[0] : new String[] {"version", Long.toString(version)};
    var all = new String[seen.length + namesAndValues.length];
    System.arraycopy(seen, 0, all, 0, seen.length);
    System.arraycopy(namesAndValues, 0, all, seen.length, namesAndValues.length);
    context
        .response()
        .setStatusCode(303)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Location", address.at("plain", all))
        .end();
  }

  private PlainPage pageFor(RoutingContext context) {
    var address = addressOf(context);
    var accepted = context.request().getHeader("Accept-Language");
    var words = files.theme().languages().chosenBy(address.language(), accepted);
    return new PlainPage(files, address, words);
  }

  private PlainAddress addressOf(RoutingContext context) {
    var query = context.queryParams();
    var asked = query.get("lang");
    var language = asked != null && files.theme().languages().of(asked) != null ? asked : null;
    return new PlainAddress(
        queueId(context), returns.allowed(query.get("return")), language, query.contains("still"));
  }

  private static String queueId(RoutingContext context) {
    return context.pathParam("queueId");
  }

  private String newKey() {
    var bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Soon after the opening, and before it now and then, because an operator may move it. Nobody is
   * interrupted who can join.
   */
  private long secondsBefore(QueueView queue) {
    long opensAtMs = queue.settings().opensAtMs();
    if (queue.state() != QueueState.SCHEDULED) {
      return 0;
    }
    if (opensAtMs == 0) {
      return AHEAD_SECONDS;
    }
    long leftMs = Math.max(0, opensAtMs - edge.clock().millis());
    return Math.min(AHEAD_SECONDS, 1 + leftMs / 1_000 + random.nextInt(2));
  }

  private static long secondsFor(TokenStatus status) {
    var state = status.view().state();
    if (state.isEnded() && status.isOver()) {
      return 0;
    }
    long pace = (status.pollAfterMs() + 999) / 1_000;
    return state == TokenState.WAITING ? pace : Math.max(CALLED_SECONDS, pace);
  }
}
