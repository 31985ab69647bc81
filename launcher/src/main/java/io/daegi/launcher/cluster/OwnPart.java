package io.daegi.launcher.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;

/**
 * Addresses on the event bus whose listener is known to this process itself. Hazelcast keeps who
 * listens where in parts, each at one member by the address. At a member that has fallen silent an
 * address can neither be written down nor looked up until it counts as gone: about ten seconds in
 * which a new leader is there and nobody finds it. Whoever wants to ask this process needs it
 * anyway.
 */
final class OwnPart {
  /** Whoever keeps one part of 31 finds it in all but one of 18,000 cases. */
  private static final int TRIES = 300;

  private final HazelcastInstance hazelcast;

  OwnPart(HazelcastInstance hazelcast) {
    this.hazelcast = hazelcast;
  }

  /** The address with something added, or as it is when this process keeps no part yet. */
  String keep(String address) {
    for (int i = 0; i < TRIES; i++) {
      String candidate = address + "." + i;
      if (isOwn(candidate)) {
        return candidate;
      }
    }
    return address;
  }

  private boolean isOwn(String address) {
    Member keeper = hazelcast.getPartitionService().getPartition(address).getOwner();
    return keeper != null && keeper.localMember();
  }
}
