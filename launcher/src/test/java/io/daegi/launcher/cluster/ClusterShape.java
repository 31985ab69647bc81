package io.daegi.launcher.cluster;

import java.util.List;

/**
 * How many processes of each kind, and what their virtual machines are told.
 *
 * @param jvmOptions of all of them
 */
record ClusterShape(int engines, int edges, int bookings, List<String> jvmOptions) {
  /** Small, and quick to start rather than quick at last. */
  static final ClusterShape SMALL = new ClusterShape(2, 2, 1, options("192m"));

  /** What a sale with a loss at a time is run on; enough heap for a million who wait. */
  static final ClusterShape WHOLE = new ClusterShape(2, 3, 2, options("640m"));

  private static List<String> options(String heap) {
    return List.of(
        "-Xmx" + heap,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Ddaegi.stopWithParent=true");
  }
}
