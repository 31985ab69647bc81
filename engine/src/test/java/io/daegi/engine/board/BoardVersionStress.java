package io.daegi.engine.board;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.daegi.engine.model.QueueSettings;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Whoever has heard that a batch is reached sees it. */
@JCStressTest
@Outcome(
    id = {"0, 0", "0, 1", "1, 1"},
    expect = ACCEPTABLE,
    desc = "what was promised, or more")
@Outcome(expect = FORBIDDEN, desc = "promised and not seen")
@State
public class BoardVersionStress {

  private static final QueueSettings SETTINGS = QueueSettings.defaults("q");

  private final Board board = new Board(1, () -> 0, () -> 0);
  private final BoardWriter writer = board.writer(0);

  public BoardVersionStress() {
    writer.beginBatch(0);
    writer.queueCreated(0, "q", 1, 0, SETTINGS);
    writer.endBatch();
  }

  @Actor
  public void writer() {
    writer.beginBatch(1);
    writer.joined(0, 1, 1, 0, 1, 1);
    writer.endBatch();
  }

  @Actor
  public void reader(JJ_Result seen) {
    seen.r1 = board.version(0);
    seen.r2 = board.queue("q").lastNumber();
  }
}
