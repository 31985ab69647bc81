package io.daegi.http.queue;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.TokenState;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A status as the contract has it, written by a library: what {@link StatusWriter} is held to. */
final class StatusJson {

  private StatusJson() {}

  static JsonObject of(TokenStatus status, String pass) {
    var view = status.view();
    var queue = status.queue();
    boolean waits = view.state() == TokenState.WAITING;
    boolean admitted = view.state().isAdmitted();
    boolean hasMessage = queue.message() != null && !queue.message().isEmpty();
    return new JsonObject()
        .put("queueId", queue.queueId())
        .put("tokenId", status.tokenId())
        .put("number", status.token().number())
        .put("lane", status.token().laneName())
        .put("state", view.state().name())
        .put("reason", view.reason() == null ? null : view.reason().code())
        .put("position", waits ? view.position() : null)
        .put("etaMs", waits && view.etaMs() >= 0 ? view.etaMs() : null)
        .put("expiresAt", admitted ? time(status.sessionEndMs()) : null)
        .put("expiresInMs", admitted ? Math.max(0, view.remainingMs()) : null)
        .put("keepUntil", waits ? time(status.nowMs() + queue.settings().waitingTtlMs()) : null)
        .put("pass", pass)
        .put("pollAfterMs", status.pollAfterMs())
        .put("queueState", queue.state().name())
        .put("message", hasMessage ? queue.message() : null)
        .put("held", queue.held() == HoldReason.NONE ? null : queue.held().text())
        .put("version", view.version())
        .put("asOf", time(queue.asOfMs()))
        .put("ageMs", status.ageMs())
        .put("now", time(status.nowMs()));
  }

  private static String time(long wallMs) {
    return Instant.ofEpochMilli(wallMs).toString();
  }
}
