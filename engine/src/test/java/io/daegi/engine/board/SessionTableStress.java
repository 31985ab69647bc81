package io.daegi.engine.board;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.daegi.engine.model.QueueSettings;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A session's end is that of the batch that is shown with it, while the table of ends loses one,
 * closes the gap and grows.
 */
@JCStressTest
@Outcome(id = "0, 600000", expect = ACCEPTABLE, desc = "before the batch")
@Outcome(id = "1, 700000", expect = ACCEPTABLE, desc = "after the batch")
@Outcome(expect = FORBIDDEN, desc = "of a table that was being rebuilt")
@State
public class SessionTableStress {

  private static final QueueSettings SETTINGS = QueueSettings.defaults("q");

  /** As many as the table holds before it grows. */
  private static final int SESSIONS = 8;

  private final Board board = new Board(1, () -> 0, () -> 0);
  private final BoardWriter writer = board.writer(0);

  public SessionTableStress() {
    writer.beginBatch(0);
    writer.queueCreated(0, "q", 1, 0, SETTINGS);
    for (long number = 1; number <= SESSIONS + 2; number++) {
      writer.joined(0, number, number, 0, 1, number);
    }
    writer.called(0, 1, SESSIONS + 2);
    for (long number = 1; number <= SESSIONS; number++) {
      writer.entered(0, number);
    }
    writer.endBatch();
  }

  @Actor
  public void writer() {
    writer.beginBatch(1);
    writer.completed(0, 2);
    writer.entered(0, SESSIONS + 1);
    writer.entered(0, SESSIONS + 2);
    writer.sessionExtended(0, 1, 700_000);
    writer.endBatch();
  }

  @Actor
  public void reader(JJ_Result seen) {
    TokenView token = board.token("q", 1);
    seen.r1 = token.version();
    seen.r2 = token.remainingMs();
  }
}
