package io.daegi.engine.board;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.daegi.engine.model.QueueSettings;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A queue is not there, or there with all of the batch that made it. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "there, with its batch")
@Outcome(expect = FORBIDDEN, desc = "there in part")
@State
public class NewQueueStress {

  private static final QueueSettings SETTINGS = QueueSettings.defaults("q");

  private final Board board = new Board(1, () -> 0, () -> 0);
  private final BoardWriter writer = board.writer(0);

  @Actor
  public void writer() {
    writer.beginBatch(0);
    writer.queueCreated(0, "q", 1, 0, SETTINGS);
    writer.joined(0, 1, 1, 0, 1, 1);
    writer.joined(0, 2, 2, 0, 1, 2);
    writer.endBatch();
  }

  @Actor
  public void reader(JJ_Result seen) {
    QueueView queue = board.queue("q");
    seen.r1 = queue == null ? -1 : queue.version();
    seen.r2 = queue == null ? -1 : queue.lastNumber();
  }
}
