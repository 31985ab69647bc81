package io.daegi.http.queue;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.TokenState;
import io.daegi.http.token.QueueToken;

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
    long pollAfterMs)
    implements StatusWriter.Holder {

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

  @Override
  public void writeTokenId(StringBuilder target) {
    target.append(tokenId);
  }

  @Override
  public long number() {
    return token.number();
  }

  @Override
  public String laneName() {
    return token.laneName();
  }
}
