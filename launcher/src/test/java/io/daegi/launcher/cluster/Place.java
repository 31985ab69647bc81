package io.daegi.launcher.cluster;

import java.util.List;

/**
 * Where a process stands.
 *
 * @param address under which the others reach it
 * @param prefix what its command line begins with, so that it stands there
 */
record Place(String address, List<String> prefix) {
  /** On this machine, beside everybody else. */
  static final Place HERE = new Place("127.0.0.1", List.of());
}
