package io.daegi.engine.simulation;

import static io.daegi.engine.simulation.Violation.unless;

import io.daegi.engine.board.Board;
import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.ByteReader;
import io.daegi.engine.codec.EventDecoder;
import io.daegi.engine.fixture.FaultyLog;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.shard.BookingOutcome;
import java.util.List;
import java.util.function.LongSupplier;

/** An edge: a real board that follows the log at its own pace, and a model of what it was told. */
final class SimulatedEdge {

  private final Board board;
  private final LogModel told;
  private final boolean trustsOldBoards;
  private int next;

  SimulatedEdge(
      LongSupplier nanoClock,
      LongSupplier wallMs,
      List<BookingOutcome> outcomes,
      boolean trustsOldBoards) {
    this.board = new Board(1, nanoClock, wallMs);
    this.told = new LogModel(outcomes, false);
    this.trustsOldBoards = trustsOldBoards;
  }

  /** Applies up to {@code most} more batches of what readers see. */
  void follow(FaultyLog log, int most) {
    for (int left = most; left > 0 && next < log.visibleEnd(); left--) {
      byte[] batch = log.record(next++).batch();
      var bytes = new ByteReader().wrap(batch, 0, batch.length);
      BatchHeader header = BatchHeader.decode(bytes);
      board.writer(0).beginBatch(header.batchNumber());
      EventDecoder.decodeAll(bytes, board.writer(0));
      board.writer(0).endBatch();
      bytes.wrap(batch, BatchHeader.BYTES, batch.length - BatchHeader.BYTES);
      EventDecoder.decodeAll(bytes, told.begin(header));
      told.end(header);
    }
  }

  /** Whether the edge lets this token into the shop without asking anybody. */
  boolean saysYes(String queueId, long number) {
    TokenView view = board.token(queueId, number);
    return view != null
        && view.state().isAdmitted()
        && view.remainingMs() > 0
        && (trustsOldBoards || board.ageMs(0) <= Limits.GRACE_MS);
  }

  /** The board shows what the model counts, for every token. */
  void check() {
    unless(board.version(0) == told.version(), "a board stands at another batch than its log");
    for (ModelQueue queue : told.queues) {
      QueueView view = board.queue(queue.queueId);
      unless(view.waiting() == queue.count(TokenState.WAITING), "a board counts the waiting wrong");
      unless(view.ready() == queue.count(TokenState.READY), "a board counts the called wrong");
      unless(view.active() == queue.count(TokenState.ACTIVE), "a board counts the active wrong");
      long position = 0;
      for (ModelToken token : queue.tokens) {
        TokenView seen = board.token(queue.queueId, token.number);
        unless(
            seen.state() == token.state,
            "a board shows %d %s, not %s",
            token.number,
            seen.state(),
            token.state);
        if (token.state == TokenState.WAITING) {
          position++;
          unless(
              seen.position() == position,
              "a board shows position %d, not %d",
              seen.position(),
              position);
        }
      }
      TokenView ahead = board.token(queue.queueId, queue.tokens.size() + 1L);
      unless(ahead.state() == TokenState.WAITING, "a number ahead of the board does not wait");
    }
  }
}
