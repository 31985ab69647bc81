package io.daegi.http.edge;

import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * Refuses forms before anybody decodes them: nothing here takes one, and a broken one would look
 * like a fault of ours. Only the pages of the room have forms, which are all button: what they say
 * stands in their address, and nobody reads their bodies.
 */
public final class FormRefusal implements Handler<RoutingContext> {

  private static final String ROOMS = "/queues/";

  @Override
  public void handle(RoutingContext context) {
    var type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && isForm(type.toLowerCase(Locale.ROOT)) && !isOfRoom(context)) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE).toException();
    }
    context.next();
  }

  private static boolean isOfRoom(RoutingContext context) {
    var path = context.request().path();
    return path != null && path.startsWith(ROOMS);
  }

  private static boolean isForm(String type) {
    return type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded");
  }
}
