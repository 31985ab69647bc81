package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/**
 * Something that happens to one process of a cluster while people join and poll; everything else
 * that may is a {@link Mishap}.
 */
enum Fault {
  /** The engine that leads the queue dies. */
  OWNER_KILLED {
    @Override
    double happen(Cluster cluster, ClusterCrowd crowd, String queueId, int edge) throws Exception {
      Member owner = cluster.ownerOf(Cluster.partitionOf(queueId));
      long fromNs = System.nanoTime();
      owner.process().kill();
      double seconds = crowd.secondsUntilJoinsAt(List.of(0, 1), fromNs);
      owner.start().awaitReady();
      return seconds;
    }
  },

  /** An edge is restarted as in a rolling restart: it says so, serves on a little, and ends. */
  EDGE_RESTARTED {
    @Override
    double happen(Cluster cluster, ClusterCrowd crowd, String queueId, int edge) throws Exception {
      Member ending = cluster.edges().get(edge);
      try (ClosingSocket socket = ClosingSocket.open(cluster.api(edge), queueId)) {
        long fromNs = System.nanoTime();
        ending.process().terminate();
        await()
            .atMost(Duration.ofSeconds(5))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> ending.manage("/health/ready").statusCode() == 503);
        cluster.api(edge).once("GET", "/v1/queues/" + queueId, null).expect(200);
        double seconds = crowd.secondsUntilJoinsAt(List.of(1 - edge), fromNs);
        socket.requireToldToComeBack();
        assertThat(ending.process().exitCode()).isEqualTo(TERMINATED);
        ending.start().awaitReady();
        crowd.secondsUntilJoinsAt(List.of(edge), System.nanoTime());
        return seconds;
      }
    }
  };

  /** What a process ends with after SIGTERM. */
  static final int TERMINATED = 143;

  /**
   * Lets it happen, and mends it.
   *
   * @param edge the one to which it happens, if it does to an edge
   * @return seconds until every edge that is there has taken a join that was begun after it
   */
  abstract double happen(Cluster cluster, ClusterCrowd crowd, String queueId, int edge)
      throws Exception;
}
