package io.daegi.engine.board;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.daegi.engine.model.QueueSettings;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A token's view and a queue's are each of one batch, and the second is not of an older one. The
 * first figure is version and position, the second version, waiting and ready.
 */
@JCStressTest
@Outcome(id = "3, 30", expect = ACCEPTABLE, desc = "both before the batch")
@Outcome(id = "3, 121", expect = ACCEPTABLE, desc = "the batch came between the two")
@Outcome(id = "11, 121", expect = ACCEPTABLE, desc = "both after the batch")
@Outcome(expect = FORBIDDEN, desc = "of no batch, or going back")
@State
public class BoardBatchStress {

  private static final QueueSettings SETTINGS = QueueSettings.defaults("q");

  private final Board board = new Board(1, () -> 0, () -> 0);
  private final BoardWriter writer = board.writer(0);

  public BoardBatchStress() {
    writer.beginBatch(0);
    writer.queueCreated(0, "q", 1, 0, SETTINGS);
    for (long number = 1; number <= 3; number++) {
      writer.joined(0, number, number, 0, 1, number);
    }
    writer.endBatch();
  }

  @Actor
  public void writer() {
    writer.beginBatch(1);
    writer.called(0, 1, 1);
    writer.left(0, 2);
    writer.joined(0, 4, 4, 0, 1, 4);
    writer.endBatch();
  }

  @Actor
  public void reader(II_Result seen) {
    TokenView token = board.token("q", 3);
    QueueView queue = board.queue("q");
    seen.r1 = (int) (10 * token.version() + token.position());
    seen.r2 = (int) (100 * queue.version() + 10 * queue.waiting() + queue.ready());
  }
}
