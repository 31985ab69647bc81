package io.daegi.launcher.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Whether this process hears any other on the event bus. May be asked on any thread. */
public final class BusSight {
  private final HazelcastInstance hazelcast;
  private final Beats beats;
  private volatile boolean met;

  private BusSight(HazelcastInstance hazelcast, Beats beats) {
    this.hazelcast = hazelcast;
    this.beats = beats;
  }

  /**
   * Begins to tell the others that this process is there, and to hear them.
   *
   * @param manager of this bus, which has joined
   */
  public static BusSight open(Vertx vertx, HazelcastClusterManager manager) {
    return open(vertx, manager, new Beats(manager.getNodeId()));
  }

  static BusSight open(Vertx vertx, HazelcastClusterManager manager, Beats beats) {
    vertx.deployVerticle(beats).await();
    return new BusSight(manager.getHazelcastInstance(), beats);
  }

  /** What an engine here needs of it. */
  public Reach reach() {
    return new Reach(this::isAmongOthers, new OwnPart(hazelcast)::keep);
  }

  /** How many there are, this one included. */
  public int members() {
    return hazelcast.getCluster().getMembers().size();
  }

  /** Also true until the first of the others comes: nobody is missed before. */
  public boolean isAmongOthers() {
    if (members() == 1) {
      return !met;
    }
    met = true;
    return !beats.isSilence() || isSomebodyQuiet();
  }

  /** Whether a build is there that says nothing, and may be heard all the same. */
  private boolean isSomebodyQuiet() {
    return hazelcast.getCluster().getMembers().stream()
        .anyMatch(member -> !Membership.beats(member));
  }
}
