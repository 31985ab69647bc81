package io.daegi.launcher;

import io.daegi.launcher.roles.Readiness;

/**
 * The first step of an orderly end: this process says that it is not ready any more, and serves on
 * while those who send it visitors find out.
 *
 * @param forMs as long as they may take
 */
record Drain(Readiness readiness, int forMs) implements AutoCloseable {

  static Drain whenClosed(Readiness readiness, int forMs) {
    readiness.begin();
    return new Drain(readiness, forMs);
  }

  @Override
  public void close() {
    readiness.end();
    try {
      Thread.sleep(forMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
