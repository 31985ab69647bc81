package io.daegi.launcher.sale;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/** One answer of the server. */
public record Answer(int status, JsonObject body, HttpResponse<String> whole) {

  static Answer of(HttpResponse<String> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    boolean json = type.contains("json") && !response.body().isEmpty();
    return new Answer(
        response.statusCode(), json ? new JsonObject(response.body()) : new JsonObject(), response);
  }

  public boolean isOk() {
    return status < 300;
  }

  /** Whether the server wants to be asked again: away, or still busy with the same request. */
  public boolean saysLater() {
    return (status == 503 || status == 409)
        && whole.headers().firstValue("Retry-After").isPresent();
  }

  public String code() {
    return body.getString("code", "");
  }

  public boolean isReplayed() {
    return whole.headers().firstValue("Idempotency-Replayed").isPresent();
  }

  /** The answer, which must have one of these statuses. */
  public Answer expect(int... statuses) {
    for (int expected : statuses) {
      if (status == expected) {
        return this;
      }
    }
    throw new AssertionError(
        whole.request().method() + " " + whole.uri() + " answered " + status + " " + whole.body());
  }
}
