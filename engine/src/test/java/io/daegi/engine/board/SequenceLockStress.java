package io.daegi.engine.board;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What a reader keeps of two plain fields belongs to one change. */
@JCStressTest
@Outcome(
    id = {"0, 0", "1, 1", "2, 2"},
    expect = ACCEPTABLE,
    desc = "one change at a time")
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "refused, to be read again")
@Outcome(expect = FORBIDDEN, desc = "a mixture")
@State
public class SequenceLockStress {

  private final SequenceLock lock = new SequenceLock();
  private int first;
  private int second;

  @Actor
  public void writer() {
    change(1);
    change(2);
  }

  private void change(int to) {
    lock.beginWrite();
    first = to;
    second = to;
    lock.endWrite();
  }

  @Actor
  public void reader(II_Result seen) {
    long stamp = lock.beginRead();
    int one = second;
    int other = first;
    boolean kept = lock.isUnchanged(stamp);
    seen.r1 = kept ? one : -1;
    seen.r2 = kept ? other : -1;
  }
}
