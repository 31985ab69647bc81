package io.daegi.http.queue;

import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Replies;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET|DELETE /v1/queues/{queueId}/tokens/me}: where the caller stands, and leaving. */
public final class TokenRoute {

  private static final String BEFORE_QUEUE = "/v1/queues/";
  private static final String BEHIND_QUEUE = "/tokens/me";
  private static final String PATH = BEFORE_QUEUE + ":queueId" + BEHIND_QUEUE;

  private final LeavePolicy leaving;
  private final Credentials credentials;
  private final StatusReader statuses;
  private final BoardGate gate;

  public TokenRoute(
      LeavePolicy leaving, Credentials credentials, StatusReader statuses, BoardGate gate) {
    this.leaving = leaving;
    this.credentials = credentials;
    this.statuses = statuses;
    this.gate = gate;
  }

  /**
   * Mounts itself, polls before all that has a pattern from here on: those that {@link PlainPolls}
   * leaves, browsers' above all, are still many, and each pattern that they would have to be held
   * against costs as much as an answer's look at the board.
   */
  public void mount(Router router) {
    router.get().handler(this::pollOrPassOn);
    router.get(PATH).handler(Replies.async(context -> poll(context, context.pathParam("queueId"))));
    router.delete(PATH).handler(Replies.async(this::leave));
  }

  /** What is not written plainly takes the way of all others. */
  private void pollOrPassOn(RoutingContext context) {
    var queueId = plainQueueId(context.request().path());
    if (queueId == null) {
      context.next();
    } else {
      poll(context, queueId).onFailure(context::fail);
    }
  }

  /** The queue of a poll whose path is written plainly; null of any other path. */
  static String plainQueueId(String path) {
    if (path == null || !path.startsWith(BEFORE_QUEUE) || !path.endsWith(BEHIND_QUEUE)) {
      return null;
    }
    int end = path.length() - BEHIND_QUEUE.length();
    var name = end > BEFORE_QUEUE.length() ? path.substring(BEFORE_QUEUE.length(), end) : "";
    return isPlain(name) ? name : null;
  }

  /** As queues are named; nothing in it that has to be decoded, or parts a path. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char each = name.charAt(i);
      boolean isPlain = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-';
      if (!isPlain) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private Future<?> poll(RoutingContext context, String queueId) {
    var token = credentials.token(context, queueId).token();
    var queue = statuses.queue(token.queueId());
    return gate.reached(queue.partition(), SeenVersion.ofQuery(context))
        .compose(none -> statuses.body(statuses.readAsSeen(token)))
        .map(
            body -> {
              Replies.privately(context, 200, body);
              return null;
            });
  }

  private Future<?> leave(RoutingContext context) {
    var token = credentials.token(context, context.pathParam("queueId")).token();
    statuses.read(token);
    return leaving
        .leave(token)
        .map(
            none -> {
              Replies.nothing(context);
              return null;
            });
  }
}
