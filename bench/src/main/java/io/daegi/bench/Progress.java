package io.daegi.bench;

import java.io.PrintStream;
import java.time.Duration;

/** Tells whoever waits what is being measured, one line a step. */
public final class Progress {

  private final PrintStream out;
  private final long startedNs = System.nanoTime();

  public Progress(PrintStream out) {
    this.out = out;
  }

  public void say(String what) {
    Duration since = Duration.ofNanos(System.nanoTime() - startedNs);
    out.printf("%3d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), what);
  }
}
