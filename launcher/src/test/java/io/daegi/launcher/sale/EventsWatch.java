package io.daegi.launcher.sale;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Listens to Server-Sent Events, and connects again when they break off. */
final class EventsWatch implements Watch {
  private static final String DATA = "data: ";
  private static final long PAUSE_MS = 300;
  private static final int NOTHING_MORE = 204;

  @Override
  public JsonObject awaitStatus(Visitor visitor, Predicate<JsonObject> wish) {
    Order order = new Order();
    while (true) {
      order.requirePatience(visitor);
      try {
        HttpResponse<Stream<String>> answer = open(visitor, order);
        try (Stream<String> lines = answer.body()) {
          if (answer.statusCode() == NOTHING_MORE) {
            return theEnd(visitor, order, wish);
          }
          JsonObject found = listen(visitor, order, lines.iterator(), wish);
          if (found != null) {
            return found;
          }
        }
      } catch (IOException | UncheckedIOException e) {
        Pause.ms(PAUSE_MS);
      }
    }
  }

  /** The stream of a token that ended has nothing to tell; the token itself still says how. */
  private static JsonObject theEnd(Visitor visitor, Order order, Predicate<JsonObject> wish) {
    JsonObject end = order.next(visitor, visitor.status());
    if (!wish.test(end)) {
      throw new AssertionError(visitor + " ended otherwise: " + end);
    }
    return end;
  }

  private static HttpResponse<Stream<String>> open(Visitor visitor, Order order)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(visitor.api().url + visitor.path("/me/events")))
            .headers(visitor.bearer());
    if (order.version() >= 0) {
      request.header("Last-Event-ID", Long.toString(order.version()));
    }
    try {
      return visitor.api().http.send(request.build(), BodyHandlers.ofLines());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject listen(
      Visitor visitor, Order order, Iterator<String> lines, Predicate<JsonObject> wish) {
    String event = "";
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith(DATA) && event.equals("status")) {
        JsonObject status = new JsonObject(line.substring(DATA.length()));
        if (wish.test(order.next(visitor, status))) {
          return status;
        }
      } else if (line.startsWith(DATA) && event.equals("problem")) {
        Pause.ms(new JsonObject(line.substring(DATA.length())).getLong("retryAfterMs", PAUSE_MS));
      }
    }
    return null;
  }
}
