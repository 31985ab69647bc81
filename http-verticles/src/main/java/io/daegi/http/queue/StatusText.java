package io.daegi.http.queue;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.TokenState;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;

/**
 * Writes the bodies of {@link TokenStatus#toJson}, byte for byte and without its maps: polls are
 * most of what an edge does. Belongs to one event loop.
 */
final class StatusText {

  private final StringBuilder text = new StringBuilder(1_024);
  private final UtcText times = new UtcText();

  /** The body of a status, with its pass if there is one. */
  Buffer of(TokenStatus status, String pass) {
    write(status, pass);
    return end();
  }

  /** The body that gives a visitor both credentials with the status. */
  Buffer of(TokenStatus status, String pass, String token, String visitor) {
    write(status, pass);
    text.append(",\"token\":");
    ownWord(token);
    text.append(",\"visitor\":");
    ownWord(visitor);
    return end();
  }

  private Buffer end() {
    return Buffer.buffer(text.append('}').toString());
  }

  private void write(TokenStatus status, String pass) {
    text.setLength(0);
    text.append("{\"queueId\":");
    ownWord(status.queue().queueId());
    text.append(",\"tokenId\":");
    ownWord(status.tokenId());
    text.append(",\"number\":").append(status.token().number()).append(",\"lane\":");
    ownWord(status.token().laneName());
    place(status);
    text.append(",\"pass\":");
    ownWord(pass);
    text.append(",\"pollAfterMs\":").append(status.pollAfterMs());
    queue(status);
  }

  private void place(TokenStatus status) {
    var view = status.view();
    boolean waits = view.state() == TokenState.WAITING;
    boolean admitted = view.state().isAdmitted();
    text.append(",\"state\":");
    ownWord(view.state().name());
    text.append(",\"reason\":");
    ownWord(view.reason() == null ? null : view.reason().code());
    text.append(",\"position\":");
    numberIf(waits, view.position());
    text.append(",\"etaMs\":");
    numberIf(waits && view.etaMs() >= 0, view.etaMs());
    text.append(",\"expiresAt\":");
    timeIf(admitted, status.sessionEndMs());
    text.append(",\"expiresInMs\":");
    numberIf(admitted, Math.max(0, view.remainingMs()));
    text.append(",\"keepUntil\":");
    timeIf(waits, status.nowMs() + status.queue().settings().waitingTtlMs());
  }

  private void queue(TokenStatus status) {
    var queue = status.queue();
    text.append(",\"queueState\":");
    ownWord(queue.state().name());
    text.append(",\"message\":");
    text.append(status.message() == null ? "null" : Json.encode(status.message()));
    text.append(",\"held\":");
    ownWord(queue.held() == HoldReason.NONE ? null : queue.held().text());
    text.append(",\"version\":").append(status.view().version()).append(",\"asOf\":");
    timeIf(true, queue.asOfMs());
    text.append(",\"ageMs\":").append(status.ageMs()).append(",\"now\":");
    timeIf(true, status.nowMs());
  }

  /** A word that we have made and that needs no escaping, or null. */
  private void ownWord(String word) {
    if (word == null) {
      text.append("null");
    } else {
      text.append('"').append(word).append('"');
    }
  }

  private void numberIf(boolean isKnown, long number) {
    if (isKnown) {
      text.append(number);
    } else {
      text.append("null");
    }
  }

  private void timeIf(boolean isKnown, long wallMs) {
    if (isKnown) {
      text.append('"');
      times.append(text, wallMs);
      text.append('"');
    } else {
      text.append("null");
    }
  }
}
