package io.daegi.launcher.cluster;

import io.vertx.core.spi.cluster.ClusterManager;

/** Whether this process hears any other on the event bus. May be asked on any thread. */
public final class BusSight {
  private final ClusterManager manager;
  private volatile boolean heard;

  public BusSight(ClusterManager manager) {
    this.manager = manager;
  }

  /** How many there are, this one included. */
  public int members() {
    return manager.getNodes().size();
  }

  /** Also true until the first of the others comes: nobody is missed before. */
  public boolean isAmongOthers() {
    if (members() > 1) {
      heard = true;
      return true;
    }
    return !heard;
  }
}
