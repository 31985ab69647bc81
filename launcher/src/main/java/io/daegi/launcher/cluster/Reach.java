package io.daegi.launcher.cluster;

import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * What an engine knows of its own place on the event bus.
 *
 * @param amongOthers whether anybody else is heard, if the bus goes beyond this process
 * @param keptHere makes of an address one that others learn of from this process itself
 */
public record Reach(BooleanSupplier amongOthers, UnaryOperator<String> keptHere) {
  /** Of a bus that ends at the process. */
  public static final Reach ALONE = new Reach(() -> true, UnaryOperator.identity());
}
