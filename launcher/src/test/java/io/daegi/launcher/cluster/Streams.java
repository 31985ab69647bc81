package io.daegi.launcher.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Whoever is told instead of asking, by WebSocket or Server-Sent Events. A stream that breaks off,
 * or says nothing for longer than one may, is opened again at another edge.
 */
final class Streams implements AutoCloseable {
  /** An unchanged status comes every 15 s. */
  private static final int SILENCE_S = 20;

  private static final int CONNECT_MS = 2_000;
  private static final String DATA = "data: ";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient http =
      vertx.createHttpClient(
          new HttpClientOptions().setConnectTimeout(CONNECT_MS).setIdleTimeout(SILENCE_S),
          new PoolOptions().setHttp1MaxSize(10_000));
  private final WebSocketClient sockets =
      vertx.createWebSocketClient(
          new WebSocketClientOptions()
              .setConnectTimeout(CONNECT_MS)
              .setIdleTimeout(SILENCE_S)
              .setMaxConnections(10_000));
  private final AtomicLong lost = new AtomicLong();

  /** Streams that ended before they told what was waited for, and had to be opened again. */
  long lost() {
    return lost.get();
  }

  /**
   * Listens on one stream until it tells something that is wished for.
   *
   * @param url of an edge
   * @param wish called on an event loop
   * @return the status; null when the stream ended before
   */
  JsonObject listen(
      boolean bySocket, String url, String token, Told.Place place, Predicate<JsonObject> wish) {
    String path = "/v1/queues/" + place.queueId() + "/tokens/me/";
    CompletableFuture<JsonObject> found = new CompletableFuture<>();
    if (bySocket) {
      socket(url + path + "socket", token, found, wish);
    } else {
      events(url + path + "events", token, found, wish);
    }
    JsonObject status = found.join();
    if (status == null) {
      lost.incrementAndGet();
    }
    return status;
  }

  private void socket(
      String url, String token, CompletableFuture<JsonObject> found, Predicate<JsonObject> wish) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setAbsoluteURI(url.replace("http:", "ws:"))
            .addHeader("Authorization", "Bearer " + token);
    sockets
        .connect(options)
        .onFailure(away -> found.complete(null))
        .onSuccess(
            socket -> {
              socket.textMessageHandler(
                  text -> {
                    tell(text, found, wish);
                    if (found.isDone()) {
                      socket.close();
                    }
                  });
              socket.closeHandler(closed -> found.complete(null));
              socket.exceptionHandler(broken -> found.complete(null));
            });
  }

  private void events(
      String url, String token, CompletableFuture<JsonObject> found, Predicate<JsonObject> wish) {
    RequestOptions options =
        new RequestOptions()
            .setAbsoluteURI(url)
            .setMethod(HttpMethod.GET)
            .addHeader("Authorization", "Bearer " + token);
    http.request(options)
        .compose(request -> request.send())
        .onFailure(away -> found.complete(null))
        .onSuccess(response -> read(response, found, wish));
  }

  private void read(
      HttpClientResponse response,
      CompletableFuture<JsonObject> found,
      Predicate<JsonObject> wish) {
    response.handler(
        RecordParser.newDelimited(
            "\n",
            line -> {
              line(line.toString(), found, wish);
              if (found.isDone()) {
                response.request().connection().close();
              }
            }));
    response.endHandler(end -> found.complete(null));
    response.exceptionHandler(broken -> found.complete(null));
  }

  private static void line(
      String line, CompletableFuture<JsonObject> found, Predicate<JsonObject> wish) {
    if (line.startsWith(DATA)) {
      tell(line.substring(DATA.length()), found, wish);
    }
  }

  private static void tell(
      String text, CompletableFuture<JsonObject> found, Predicate<JsonObject> wish) {
    try {
      JsonObject status = new JsonObject(text);
      if (wish.test(status)) {
        found.complete(status);
      }
    } catch (RuntimeException e) {
      found.completeExceptionally(new CompletionException(text, e));
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
