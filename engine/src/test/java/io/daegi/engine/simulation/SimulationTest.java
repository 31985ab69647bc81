package io.daegi.engine.simulation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Some thousand lives; {@link SimulationMain} lives as many as one likes. */
@Timeout(300)
class SimulationTest {

  @Test
  void everyRuleHoldsInEveryLife() {
    SimulationMain.run(Long.getLong("daegi.seed", 1), Integer.getInteger("daegi.seeds", 2_000));
  }
}
