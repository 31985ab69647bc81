package io.daegi.launcher.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A disk that takes long to keep what it is told to keep, by strace. */
final class SlowDisk implements AutoCloseable {
  private static final String SYNCS = "fsync,fdatasync";
  private static final String DELAY_US = "60000";
  private static final List<String> TRACED =
      List.of(
          "-f",
          "-qq",
          "-o",
          "/dev/null",
          "-e",
          "trace=" + SYNCS,
          "-e",
          "inject=" + SYNCS + ":delay_exit=" + DELAY_US);

  /**
   * What a command line begins with to have such a disk. The process keeps its id and its parent,
   * and is held up at nothing else.
   */
  static final List<String> LAUNCHED = launched();

  private final Process tracer;

  private SlowDisk(Process tracer) {
    this.tracer = tracer;
  }

  private static List<String> launched() {
    List<String> command = new ArrayList<>(List.of("strace", "-D", "--seccomp-bpf"));
    command.addAll(TRACED);
    return List.copyOf(command);
  }

  /** Whether this machine lets one have such a disk. */
  static boolean isPossible() throws InterruptedException {
    List<String> command = new ArrayList<>(LAUNCHED);
    command.add("true");
    return Commands.works(command.toArray(String[]::new));
  }

  /** Gives it to processes that run, and to those that they start, until it is closed. */
  static SlowDisk under(List<Long> pids) throws IOException {
    List<String> command = new ArrayList<>(List.of("strace"));
    command.addAll(TRACED);
    for (long pid : pids) {
      command.add("-p");
      command.add(Long.toString(pid));
    }
    return new SlowDisk(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** The processes run on, on the disk that they had. */
  @Override
  public void close() {
    tracer.destroy();
    try {
      if (!tracer.waitFor(10, TimeUnit.SECONDS)) {
        tracer.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
