package io.daegi.http.edge;

import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What no other route took: 405 with {@code Allow} when the address exists, else 404. */
public final class UnknownRoute {

  private record Known(HttpMethod method, Pattern path) {}

  private final List<Known> known = new ArrayList<>();

  /** Mounts itself behind every route that the router has so far. */
  public void mount(Router router) {
    router.getRoutes().forEach(this::remember);
    router.route().handler(this::refuse);
  }

  private void remember(Route route) {
    if (route.methods() == null || route.getPath() == null) {
      return;
    }
    var regex = route.getPath().replaceAll(":[A-Za-z0-9_]+", "[^/]+");
    for (var method : route.methods()) {
      known.add(new Known(method, Pattern.compile(regex)));
    }
  }

  private void refuse(RoutingContext context) {
    var allowed = new TreeSet<String>();
    for (var each : known) {
      if (each.path().matcher(context.normalizedPath()).matches()) {
        allowed.add(each.method().name());
      }
    }
    if (allowed.isEmpty() || allowed.contains(context.request().method().name())) {
      throw Problem.of(ProblemCode.NOT_FOUND).toException();
    }
    context.response().putHeader("Allow", String.join(", ", allowed));
    throw Problem.of(ProblemCode.METHOD_NOT_ALLOWED).toException();
  }
}
