package io.daegi.bench.edge.server;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/** What this process holds when its collector is through. */
final class Memory {

  private static final int COLLECTIONS = 3;
  private static final int TOP_CLASSES = 12;
  private static final String[] LIVE_ONLY = {};

  private Memory() {}

  /** Bytes on the heap and in direct buffers, with a blank between them. */
  static String afterCollection() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return heap + " " + directBytes();
  }

  /** Netty counts what it allocates without the JDK's knowledge; the rest is in the JDK's pool. */
  private static long directBytes() {
    long knownToJdk =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return knownToJdk + Math.max(0, PlatformDependent.usedDirectMemory());
  }

  /** The classes that take most of the heap, with instances and bytes; one line, parted by |. */
  static String histogram() {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {LIVE_ONLY},
                  new String[] {String[].class.getName()});
      return text.toString()
          .lines()
          .filter(line -> line.contains(":"))
          .limit(TOP_CLASSES)
          .map(line -> line.strip().replaceAll("\\s+", " "))
          .collect(Collectors.joining("|"));
    } catch (JMException e) {
      throw new IllegalStateException("this JVM gives no histogram", e);
    }
  }
}
