package io.daegi.launcher.sale;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Listens on a WebSocket opened with a ticket, and opens another one when it breaks off. */
final class SocketWatch implements Watch {
  private static final long PAUSE_MS = 300;
  private static final long SILENCE_S = 60;

  @Override
  public JsonObject awaitStatus(Visitor visitor, Predicate<JsonObject> wish) {
    Order order = new Order();
    while (true) {
      order.requirePatience(visitor);
      Frames frames = new Frames();
      WebSocket socket = open(visitor, order, frames);
      if (socket == null) {
        Pause.ms(PAUSE_MS);
        continue;
      }
      try {
        JsonObject found = listen(visitor, order, frames, wish);
        if (found != null) {
          return found;
        }
      } finally {
        socket.abort();
      }
    }
  }

  private static WebSocket open(Visitor visitor, Order order, Frames frames) {
    String ticket =
        visitor
            .api()
            .post(visitor.path("/me/tickets"), null, visitor.bearer())
            .expect(201)
            .body()
            .getString("ticket");
    String path = visitor.path("/me/socket?ticket=" + ticket + "&version=" + order.version());
    URI uri = URI.create(visitor.api().url.replace("http:", "ws:") + path);
    try {
      return visitor.api().http.newWebSocketBuilder().buildAsync(uri, frames).join();
    } catch (CompletionException refused) {
      return null;
    }
  }

  private static JsonObject listen(
      Visitor visitor, Order order, Frames frames, Predicate<JsonObject> wish) {
    while (true) {
      Optional<JsonObject> status = frames.next(visitor);
      if (status.isEmpty()) {
        return null;
      }
      if (wish.test(order.next(visitor, status.get()))) {
        return status.get();
      }
    }
  }

  /** What came in, in order; nothing after the last. */
  private static final class Frames implements WebSocket.Listener {
    private final LinkedBlockingQueue<Optional<JsonObject>> queue = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    Optional<JsonObject> next(Visitor visitor) {
      try {
        Optional<JsonObject> next = queue.poll(SILENCE_S, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError(visitor + " heard nothing for " + SILENCE_S + " s");
        }
        return next;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        queue.add(Optional.of(new JsonObject(part.toString())));
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      queue.add(Optional.empty());
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      queue.add(Optional.empty());
    }
  }
}
