package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.launcher.sale.Api;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The WebSocket of one who waits, to hear how it is closed. */
final class ClosingSocket implements WebSocket.Listener, AutoCloseable {
  private static final int COME_BACK = 1012;

  private final CompletableFuture<Integer> closedWith = new CompletableFuture<>();
  private final CompletableFuture<String> reason = new CompletableFuture<>();
  private WebSocket socket;

  static ClosingSocket open(Api api, String queueId) {
    String path = "/v1/queues/" + queueId + "/tokens";
    String token = api.post(path, new JsonObject()).expect(201).body().getString("token");
    URI uri = URI.create(api.url.replace("http:", "ws:") + path + "/me/socket?token=" + token);
    ClosingSocket listener = new ClosingSocket();
    listener.socket = api.http.newWebSocketBuilder().buildAsync(uri, listener).join();
    return listener;
  }

  void requireToldToComeBack() throws Exception {
    assertThat(closedWith.get(10, TimeUnit.SECONDS)).isEqualTo(COME_BACK);
    assertThat(new JsonObject(reason.get()).getLong("reconnectAfterMs")).isNotNegative();
  }

  @Override
  public CompletionStage<?> onClose(WebSocket closed, int code, String why) {
    reason.complete(why);
    closedWith.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket broken, Throwable error) {
    closedWith.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
