package io.daegi.engine.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A stage that goes to sleep while what it waits for arrives is woken. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "it was there, nobody slept")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "slept, and was woken")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "woken before it slept")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "sleeps, and nobody wakes it")
@State
public class SleepingStageStress {

  private final Sequence dependency = new Sequence();
  private final SleepingStage stage = new SleepingStage(dependency);

  @Actor
  public void stage(ZZ_Result seen) {
    seen.r1 = stage.has(0);
  }

  @Actor
  public void stageBefore(ZZ_Result seen) {
    dependency.set(0);
    SleepingStage.publishMove();
    seen.r2 = stage.wakeIfReached();
  }
}
