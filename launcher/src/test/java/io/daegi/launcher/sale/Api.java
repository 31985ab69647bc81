package io.daegi.launcher.sale;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The public calls as a patient client makes them: a server that is away or overloaded is asked
 * again for a while.
 */
public final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final long PAUSE_MS = 300;

  public final HttpClient http;
  public final String url;
  private final String[] always;

  public Api(String url) {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build(),
        url);
  }

  private Api(HttpClient http, String url, String... always) {
    this.http = http;
    this.url = url;
    this.always = always;
  }

  /**
   * The same calls by somebody else, on the same connections.
   *
   * @param headers of every call of theirs, names and values in turn
   */
  Api with(String... headers) {
    return new Api(http, url, headers);
  }

  public Answer get(String path, String... headers) {
    return patiently("GET", path, null, headers);
  }

  public Answer delete(String path, String... headers) {
    return patiently("DELETE", path, null, headers);
  }

  public Answer post(String path, JsonObject body, String... headers) {
    return patiently("POST", path, body, headers);
  }

  public Answer put(String path, JsonObject body, String... headers) {
    return patiently("PUT", path, body, headers);
  }

  private Answer patiently(String method, String path, JsonObject body, String... headers) {
    long untilNs = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Answer answer = once(method, path, body, headers);
        if (!answer.saysLater() || System.nanoTime() > untilNs) {
          return answer;
        }
        Pause.ms(answer.body().getLong("retryAfterMs", PAUSE_MS));
      } catch (IOException e) {
        if (System.nanoTime() > untilNs) {
          throw new AssertionError(method + " " + path + " got no answer", e);
        }
        Pause.ms(PAUSE_MS);
      }
    }
  }

  /** One try. */
  public Answer once(String method, String path, JsonObject body, String... headers)
      throws IOException {
    return once(ANSWER_WITHIN, method, path, body, headers);
  }

  /** One try that waits no longer than this for its answer. */
  public Answer once(
      Duration within, String method, String path, JsonObject body, String... headers)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(within);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.method(method, BodyPublishers.ofString(body.encode()));
      request.header("Content-Type", "application/json");
    }
    addTo(request, always);
    addTo(request, headers);
    try {
      return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void addTo(HttpRequest.Builder request, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
  }
}
