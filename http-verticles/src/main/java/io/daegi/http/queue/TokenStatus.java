package io.daegi.http.queue;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.TokenState;
import io.daegi.http.token.QueueToken;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What a visitor is told about a token, at one moment.
 *
 * @param ageMs how old the board's knowledge is
 * @param nowMs wall-clock time of the answer
 * @param pollAfterMs how soon to ask again
 */
public record TokenStatus(
    QueueToken token,
    String tokenId,
    QueueView queue,
    TokenView view,
    long ageMs,
    long nowMs,
    long pollAfterMs) {

  public boolean isInside() {
    return view.state() == TokenState.ACTIVE && view.remainingMs() > 0;
  }

  /**
   * Whether the token ended for good: one that fell silent may return until its number is passed.
   */
  public boolean isOver() {
    return isOver(view, token.number(), queue);
  }

  /** Whether a sign of life counts: the token waits, or fell silent and is not passed yet. */
  public boolean wantsSignOfLife() {
    return wantsSignOfLife(view, token.number(), queue);
  }

  /** Whether a token that stands so ended for good. */
  public static boolean isOver(TokenView view, long number, QueueView queue) {
    return view.state().isEnded() && !mayReturn(view, number, queue);
  }

  /** Whether a sign of life of a token that stands so counts. */
  public static boolean wantsSignOfLife(TokenView view, long number, QueueView queue) {
    return view.state() == TokenState.WAITING || mayReturn(view, number, queue);
  }

  private static boolean mayReturn(TokenView view, long number, QueueView queue) {
    return view.state() == TokenState.ABANDONED && number > queue.servingNumber();
  }

  /** Wall-clock end of a READY or ACTIVE session. */
  public long sessionEndMs() {
    return nowMs + Math.max(0, view.remainingMs());
  }

  /**
   * The body of the public contract.
   *
   * @param pass the pass of an ACTIVE token, or null
   */
  public JsonObject toJson(String pass) {
    boolean waits = view.state() == TokenState.WAITING;
    boolean admitted = view.state().isAdmitted();
    return new JsonObject()
        .put("queueId", queue.queueId())
        .put("tokenId", tokenId)
        .put("number", token.number())
        .put("lane", token.laneName())
        .put("state", view.state().name())
        .put("reason", view.reason() == null ? null : view.reason().code())
        .put("position", waits ? view.position() : null)
        .put("etaMs", waits && view.etaMs() >= 0 ? view.etaMs() : null)
        .put("expiresAt", admitted ? time(sessionEndMs()) : null)
        .put("expiresInMs", admitted ? Math.max(0, view.remainingMs()) : null)
        .put("keepUntil", waits ? time(nowMs + queue.settings().waitingTtlMs()) : null)
        .put("pass", pass)
        .put("pollAfterMs", pollAfterMs)
        .put("queueState", queue.state().name())
        .put("message", message())
        .put("held", queue.held() == HoldReason.NONE ? null : queue.held().text())
        .put("version", view.version())
        .put("asOf", time(queue.asOfMs()))
        .put("ageMs", ageMs)
        .put("now", time(nowMs));
  }

  /** The operator's word, or null. */
  public String message() {
    return queue.message() == null || queue.message().isEmpty() ? null : queue.message();
  }

  private static String time(long wallMs) {
    return Instant.ofEpochMilli(wallMs).toString();
  }
}
