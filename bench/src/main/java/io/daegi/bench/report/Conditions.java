package io.daegi.bench.report;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where and when figures were measured. */
public final class Conditions {

  private Conditions() {}

  /**
   * @param heap what the measured processes were given
   */
  public static String here(String heap, boolean isQuick) {
    return "%d cores; %s %s; heap %s; %s %s; %s%s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.vm.name"),
            Runtime.version(),
            heap,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            LocalDate.now(ZoneOffset.UTC),
            isQuick ? "; a quick run, which says nothing about speed" : "");
  }
}
