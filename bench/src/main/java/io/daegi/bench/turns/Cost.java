package io.daegi.bench.turns;

import com.sun.management.ThreadMXBean;
import io.daegi.bench.report.Numbers;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a piece of work has cost: wall time, and what all Java threads of the process together have
 * spent on it, whichever of them did it. Compiler and collector are not among them.
 */
public record Cost(long wallNs, long cpuNs, long allocatedBytes) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Something that is done once, and measured. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Threads that the work needs must live before it begins, and until this returns. */
  public static Cost of(Work work) throws Exception {
    Cost before = now();
    work.run();
    Cost after = now();
    return new Cost(
        after.wallNs - before.wallNs,
        after.cpuNs - before.cpuNs,
        after.allocatedBytes - before.allocatedBytes);
  }

  /** What the caller's thread allocates while it does the work. */
  public static long allocatedByThisThread(Work work) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Both, one after the other. */
  public Cost plus(Cost other) {
    return new Cost(
        wallNs + other.wallNs, cpuNs + other.cpuNs, allocatedBytes + other.allocatedBytes);
  }

  /** A thread that ends between the two readings counts as nothing, and does not answer. */
  private static Cost now() {
    long[] ids = THREADS.getAllThreadIds();
    return new Cost(
        System.nanoTime(),
        Arrays.stream(THREADS.getThreadCpuTime(ids)).filter(ns -> ns > 0).sum(),
        Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).filter(bytes -> bytes > 0).sum());
  }

  @Override
  public String toString() {
    return "%s ms, processor %s ms, %s MB allocated"
        .formatted(
            Numbers.rounded(wallNs / 1e6),
            Numbers.rounded(cpuNs / 1e6),
            Numbers.rounded(allocatedBytes / 1e6));
  }
}
