package io.daegi.launcher.sale;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A gateway outside that collects what visitors charge their balance with, once for each top-up.
 */
public final class TopUpHouse implements AutoCloseable {
  private static final String TOP_UPS = "/top-ups";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Long> topUpIdToAmount = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final String url;

  TopUpHouse() {
    this(new HttpServerOptions(), "127.0.0.1");
  }

  /**
   * @param options which may make it speak TLS
   * @param host of this machine, by which it is found
   */
  public TopUpHouse(HttpServerOptions options, String host) {
    server = vertx.createHttpServer(options).requestHandler(this::answer).listen(0, host).await();
    url = (options.isSsl() ? "https://" : "http://") + host + ":" + server.actualPort();
  }

  /** What makes the program come here. */
  public Map<String, String> settings() {
    return Map.of(
        "DAEGI_TOP_UP_GATEWAY",
        "http",
        "DAEGI_TOP_UP_URL",
        url,
        "DAEGI_TOP_UP_SECRET",
        "between-the-house-and-the-shop");
  }

  public Map<String, Long> collected() {
    return Map.copyOf(topUpIdToAmount);
  }

  private void answer(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    if (HttpMethod.POST.equals(request.method()) && request.path().equals(TOP_UPS)) {
      JsonObject order = body.toJsonObject();
      topUpIdToAmount.putIfAbsent(order.getString("topUpId"), order.getLong("amount"));
      succeeded(request);
    } else if (topUpIdToAmount.containsKey(request.path().substring(TOP_UPS.length() + 1))) {
      succeeded(request);
    } else {
      request.response().setStatusCode(404).end();
    }
  }

  private static void succeeded(HttpServerRequest request) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end("{\"state\":\"SUCCEEDED\"}");
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
