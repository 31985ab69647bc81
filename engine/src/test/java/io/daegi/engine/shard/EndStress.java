package io.daegi.engine.shard;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalException.Trouble;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Who has heard that an incarnation ended knows what ended it. */
@JCStressTest
@Outcome(
    id = {"false, false", "false, true", "true, true"},
    expect = ACCEPTABLE,
    desc = "not ended yet, or ended by something")
@Outcome(expect = FORBIDDEN, desc = "ended by nothing")
@State
public class EndStress {

  private final End end = new End();

  @Actor
  public void stage() {
    end.byTrouble(new JournalException(Trouble.UNAVAILABLE, "trouble", null));
  }

  @Actor
  public void shard(ZZ_Result seen) {
    seen.r1 = hasEnded();
    seen.r2 = end.trouble() != null;
  }

  private boolean hasEnded() {
    try {
      return end.await(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
