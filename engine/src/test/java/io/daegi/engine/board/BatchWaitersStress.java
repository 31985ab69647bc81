package io.daegi.engine.board;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A task runs once, whether it is brought before, while or after its batch is reached. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each once")
@Outcome(expect = FORBIDDEN, desc = "lost, or run twice")
@State
public class BatchWaitersStress {

  private final BatchWaiters waiters = new BatchWaiters(() -> 0);
  private final AtomicInteger first = new AtomicInteger();
  private final AtomicInteger second = new AtomicInteger();

  @Actor
  public void visitor() {
    waiters.whenReached(1, first::incrementAndGet);
    waiters.whenReached(2, second::incrementAndGet);
  }

  @Actor
  public void writer() {
    waiters.reach(1);
    waiters.reach(2);
  }

  @Arbiter
  public void count(II_Result runs) {
    runs.r1 = first.get();
    runs.r2 = second.get();
  }
}
