package io.daegi.http.queue;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.TokenState;
import io.vertx.core.json.Json;
import java.time.Instant;

/**
 * Writes statuses as the contract has them, the answer to a poll like the frame of a stream, for
 * many visitors of a queue at one moment: what they are all told is made into text once. Belongs to
 * one event loop.
 */
public final class StatusWriter {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder text = new StringBuilder(1_024);

  /**
   * What every visitor of a queue is told alike at one moment, and the text of it.
   *
   * @param ageMs how old the board's knowledge is
   * @param nowMs wall-clock time
   * @param head everything before the token's id
   * @param keepUntil the quoted time until which a waiting visitor's place is kept
   * @param words what the queue says, behind the time of the next poll
   * @param times everything behind the version
   */
  public record Shared(
      QueueView queue,
      long ageMs,
      long nowMs,
      String head,
      String keepUntil,
      String words,
      String times) {

    /**
     * @param ageMs how old the board's knowledge is
     * @param nowMs wall-clock time
     */
    public static Shared of(QueueView queue, long ageMs, long nowMs, WallTimes times) {
      var message = queue.message();
      return new Shared(
          queue,
          ageMs,
          nowMs,
          "{\"queueId\":\"" + queue.queueId() + "\",\"tokenId\":\"",
          times.quoted(nowMs + queue.settings().waitingTtlMs()),
          ",\"queueState\":\""
              + queue.state()
              + "\",\"message\":"
              + (message == null || message.isEmpty() ? "null" : Json.encode(message))
              + ",\"held\":"
              + (queue.held() == HoldReason.NONE ? "null" : Json.encode(queue.held().text())),
          ",\"asOf\":"
              + times.quoted(queue.asOfMs())
              + ",\"ageMs\":"
              + ageMs
              + ",\"now\":"
              + times.quoted(nowMs));
    }

    /** Whether this is what a queue that is seen so, at this moment, tells everybody. */
    boolean tells(QueueView seen, long seenAgeMs, long seenMs) {
      return nowMs == seenMs && ageMs == seenAgeMs && queue.equals(seen);
    }
  }

  /** Who is told. */
  public interface Holder {

    /** Writes the token's id behind what is there. */
    void writeTokenId(StringBuilder target);

    long number();

    String laneName();
  }

  /**
   * One visitor's status.
   *
   * @param pollAfterMs how soon to ask again
   * @param pass the pass of an ACTIVE token, or null
   */
  public String write(Shared shared, Holder holder, TokenView view, long pollAfterMs, String pass) {
    begin(shared, holder, view, pollAfterMs, pass);
    return text.append('}').toString();
  }

  /** The same with both credentials, for a client that keeps them itself. */
  String write(TokenStatus status, Shared shared, String pass, String token, String visitor) {
    begin(shared, status, status.view(), status.pollAfterMs(), pass);
    text.append(",\"token\":");
    quotedOrNull(token);
    text.append(",\"visitor\":");
    quotedOrNull(visitor);
    return text.append('}').toString();
  }

  /** Half of a token's id, as 16 hex digits. */
  public static void writeHex(StringBuilder target, long half) {
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      target.append(HEX[(int) (half >>> shift) & 0xf]);
    }
  }

  private void begin(Shared shared, Holder holder, TokenView view, long pollAfterMs, String pass) {
    text.setLength(0);
    text.append(shared.head());
    holder.writeTokenId(text);
    text.append("\",\"number\":").append(holder.number());
    text.append(",\"lane\":\"").append(holder.laneName());
    text.append("\",\"state\":\"").append(view.state().name());
    text.append("\",\"reason\":");
    quotedOrNull(view.reason() == null ? null : view.reason().code());
    if (view.state() == TokenState.WAITING) {
      waiting(shared, view);
    } else {
      called(shared, view);
    }
    text.append(",\"pass\":");
    quotedOrNull(pass);
    text.append(",\"pollAfterMs\":").append(pollAfterMs).append(shared.words());
    text.append(",\"version\":").append(view.version()).append(shared.times());
  }

  private void waiting(Shared shared, TokenView view) {
    text.append(",\"position\":").append(view.position()).append(",\"etaMs\":");
    if (view.etaMs() >= 0) {
      text.append(view.etaMs());
    } else {
      text.append("null");
    }
    text.append(",\"expiresAt\":null,\"expiresInMs\":null,\"keepUntil\":");
    text.append(shared.keepUntil());
  }

  private void called(Shared shared, TokenView view) {
    text.append(",\"position\":null,\"etaMs\":null,\"expiresAt\":");
    if (view.state().isAdmitted()) {
      long leftMs = Math.max(0, view.remainingMs());
      text.append(quoted(shared.nowMs() + leftMs)).append(",\"expiresInMs\":").append(leftMs);
    } else {
      text.append("null,\"expiresInMs\":null");
    }
    text.append(",\"keepUntil\":null");
  }

  /** For words of ours, which need no escaping. */
  private void quotedOrNull(String word) {
    if (word == null) {
      text.append("null");
    } else {
      text.append('"').append(word).append('"');
    }
  }

  private static String quoted(long wallMs) {
    return '"' + Instant.ofEpochMilli(wallMs).toString() + '"';
  }
}
