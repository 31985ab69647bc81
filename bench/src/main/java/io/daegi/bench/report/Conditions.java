package io.daegi.bench.report;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where and when figures were measured. */
public final class Conditions {

  private Conditions() {}

  /** To be asked when all is measured: the load is the machine's by then. */
  public static String here(boolean isQuick) {
    return String.format(
        Locale.ROOT,
        "%d cores, load %.1f at the end; %s %s; heap %,d MB; %s %s; %s%s",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        System.getProperty("java.vm.name"),
        Runtime.version(),
        Runtime.getRuntime().maxMemory() >> 20,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        LocalDate.now(ZoneOffset.UTC),
        isQuick ? "; a quick run, which says nothing about speed" : "");
  }
}
