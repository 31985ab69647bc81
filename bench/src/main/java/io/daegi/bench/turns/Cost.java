package io.daegi.bench.turns;

import com.sun.management.ThreadMXBean;
import io.daegi.bench.report.Numbers;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What a piece of work has cost: wall time, and what all Java threads of the process together have
 * spent on it, whichever of them did it. Compiler and collector are not among them.
 */
public record Cost(long wallNs, long cpuNs, long allocatedBytes) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Cost NOTHING = new Cost(0, 0, 0);

  /** Something that is done once, and measured. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Threads that the work needs may be born in it, but must live until it returns: what a thread
   * has cost that is gone by then is not known.
   */
  public static Cost of(Work work) throws Exception {
    Map<Long, Cost> before = threads();
    long startNs = System.nanoTime();
    work.run();
    long wallNs = System.nanoTime() - startNs;
    long cpuNs = 0;
    long allocatedBytes = 0;
    for (Map.Entry<Long, Cost> thread : threads().entrySet()) {
      Cost then = before.getOrDefault(thread.getKey(), NOTHING);
      cpuNs += thread.getValue().cpuNs - then.cpuNs;
      allocatedBytes += thread.getValue().allocatedBytes - then.allocatedBytes;
    }
    return new Cost(wallNs, cpuNs, allocatedBytes);
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

  /** What each thread that lives has cost so far, by its id. */
  private static Map<Long, Cost> threads() {
    long[] ids = THREADS.getAllThreadIds();
    long[] cpuNs = THREADS.getThreadCpuTime(ids);
    long[] allocatedBytes = THREADS.getThreadAllocatedBytes(ids);
    Map<Long, Cost> idToCost = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      boolean lives = cpuNs[i] >= 0 && allocatedBytes[i] >= 0;
      if (lives) {
        idToCost.put(ids[i], new Cost(0, cpuNs[i], allocatedBytes[i]));
      }
    }
    return idToCost;
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
