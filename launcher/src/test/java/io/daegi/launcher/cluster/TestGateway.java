package io.daegi.launcher.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A payment gateway outside, over https, that takes every payment, when it is let. */
final class TestGateway implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private volatile CountDownLatch asked = new CountDownLatch(0);
  private volatile CountDownLatch let = new CountDownLatch(0);

  TestGateway(TestCertificate certificate) {
    server =
        vertx
            .createHttpServer(certificate.server())
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .await();
  }

  private String url() {
    return "https://localhost:" + server.actualPort();
  }

  /** What makes the program come here. */
  Map<String, String> settings() {
    return Map.of(
        "DAEGI_PAYMENT_GATEWAY",
        "http",
        "DAEGI_PAYMENT_URL",
        url(),
        "DAEGI_PAYMENT_SECRET",
        "what-only-the-gateway-knows");
  }

  /** From now on a question is kept until {@link #letAnswer()}. */
  void hold() {
    let = new CountDownLatch(1);
    asked = new CountDownLatch(1);
  }

  void awaitQuestion() throws InterruptedException {
    if (!asked.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody asked the gateway");
    }
  }

  void letAnswer() {
    let.countDown();
  }

  private void answer(HttpServerRequest request) {
    CountDownLatch allowed = let;
    asked.countDown();
    vertx
        .executeBlocking(
            () -> {
              allowed.await();
              return null;
            })
        .onSuccess(
            now ->
                request
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .end("{\"state\":\"SUCCEEDED\"}"));
  }

  @Override
  public void close() {
    letAnswer();
    vertx.close().await();
  }
}
