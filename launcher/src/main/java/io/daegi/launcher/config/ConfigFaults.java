package io.daegi.launcher.config;

import java.util.List;

/**
 * The configuration cannot be used; the message tells every fault, one a line, each with its mend.
 */
public final class ConfigFaults extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigFaults(List<String> faults) {
    super("the configuration cannot be used:\n  " + String.join("\n  ", faults));
  }
}
