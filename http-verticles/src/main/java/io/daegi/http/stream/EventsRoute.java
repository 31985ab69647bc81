package io.daegi.http.stream;

import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemException;
import io.daegi.http.problem.RequestIdHandler;
import io.daegi.http.queue.SeenVersion;
import io.daegi.http.queue.StatusReader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/queues/{queueId}/tokens/me/events}: statuses as Server-Sent Events. */
public final class EventsRoute {

  private static final Logger log = LoggerFactory.getLogger(EventsRoute.class);

  private final StreamAuth auth;
  private final StatusReader statuses;
  private final BoardGate gate;
  private final StreamHub hub;

  public EventsRoute(StreamParts parts, StreamHub hub) {
    this.auth = parts.auth();
    this.statuses = parts.statuses();
    this.gate = parts.gate();
    this.hub = hub;
  }

  public void mount(Router router) {
    router.get("/v1/queues/:queueId/tokens/me/events").handler(this::open);
  }

  private void open(RoutingContext context) {
    var sink = new EventsSink(context.response(), RequestIdHandler.of(context));
    try {
      var grant = auth.grant(context, context.pathParam("queueId"));
      var queue = statuses.queue(grant.token().queueId());
      gate.reached(queue.partition(), seenVersion(context))
          .onSuccess(none -> stream(context, grant, sink))
          .onFailure(failure -> refuse(sink, failure));
    } catch (ProblemException refusal) {
      refuse(sink, refusal);
    }
  }

  private static long seenVersion(RoutingContext context) {
    return Math.max(SeenVersion.ofLastEvent(context), SeenVersion.ofQuery(context));
  }

  private void stream(RoutingContext context, StreamGrant grant, EventsSink sink) {
    try {
      if (statuses.read(grant.token()).isOver()) {
        Replies.nothing(context);
        return;
      }
    } catch (ProblemException refusal) {
      refuse(sink, refusal);
      return;
    }
    sink.begin();
    var stream = hub.open(grant, sink);
    if (stream != null) {
      context.response().closeHandler(none -> stream.closed());
      context.response().exceptionHandler(failure -> stream.closed());
    }
  }

  private static void refuse(EventsSink sink, Throwable failure) {
    sink.begin();
    if (failure instanceof ProblemException refusal) {
      sink.end(StreamEnd.of(refusal.problem()));
    } else {
      log.error("an event stream could not be opened", failure);
      sink.end(StreamEnd.of(Problem.of(ProblemCode.INTERNAL)));
    }
  }
}
