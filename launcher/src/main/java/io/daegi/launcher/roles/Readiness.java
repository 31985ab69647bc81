package io.daegi.launcher.roles;

import java.util.function.BooleanSupplier;

/**
 * Whether this process may be given work: once all that it does was brought up, and until it is
 * told to stop. Readable from any thread.
 */
public final class Readiness implements BooleanSupplier {
  private volatile boolean ready;

  public void begin() {
    ready = true;
  }

  public void end() {
    ready = false;
  }

  @Override
  public boolean getAsBoolean() {
    return ready;
  }
}
