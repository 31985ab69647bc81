package io.daegi.launcher.cluster;

import java.util.List;

/**
 * Where a process stands: beside everybody else, or alone in a {@link Network}.
 *
 * @param address under which the others reach it
 * @param prefix what its command line begins with, so that it stands there
 */
record Machine(String address, List<String> prefix) {
  /** The one that all of this runs on. */
  static final Machine HERE = new Machine("127.0.0.1", List.of());
}
