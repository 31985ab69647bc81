package io.daegi.launcher.cluster;

import static org.awaitility.Awaitility.await;

import io.daegi.embedded.ServiceKind;
import io.daegi.launcher.sale.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Lets one mishap after the other happen to a cluster with a sale in it, and tells what it cost.
 */
final class MishapRun {
  /** Longer than any lease: 3 s of silence in the log, 8 s of Hazelcast's, 15 s of the group's. */
  private static final int HELD_S_MIN = 17;

  private static final int HELD_S_MORE = 9;

  private static final Duration TAKEN_AGAIN_WITHIN = Duration.ofSeconds(90);

  private final Cluster cluster;
  private final Path servicesDir;
  private final SaleCrowd crowd;
  private final List<Integer> everywhere;
  private final Random random;

  MishapRun(Cluster cluster, Path servicesDir, SaleCrowd crowd, Random random) {
    this.cluster = cluster;
    this.servicesDir = servicesDir;
    this.crowd = crowd;
    this.everywhere = IntStream.range(0, crowd.edges()).boxed().toList();
    this.random = random;
  }

  /** Waits until all is well. */
  boolean settle() {
    return areTaken(everywhere, System.nanoTime()) && isWhole();
  }

  private boolean areTaken(Collection<Integer> edges, long fromNs) {
    try {
      await()
          .atMost(TAKEN_AGAIN_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> crowd.joins().areTaken(edges, fromNs));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  /** Waits until every process sees all others again, so that no mishap meets another's rest. */
  private boolean isWhole() {
    int members = cluster.members().size();
    try {
      await()
          .atMost(TAKEN_AGAIN_WITHIN)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                for (Member member : cluster.members()) {
                  if (!member.seesMembers(members)) {
                    return false;
                  }
                }
                return true;
              });
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  MishapRow happen(Mishap mishap) throws Exception {
    int edge = random.nextInt(crowd.edges());
    Victim victim = victim(mishap, edge);
    int heldS = HELD_S_MIN + random.nextInt(HELD_S_MORE);
    List<Integer> others =
        mishap.role() == Mishap.Role.EDGE
            ? everywhere.stream().filter(one -> one != edge).toList()
            : everywhere;
    crowd.joins().forget();
    Polls.Count pollsBefore = crowd.polls().count();
    long streamsBefore = crowd.streams().lost();
    long fromNs = System.nanoTime();
    victim.strike();
    boolean works = hold(mishap, others, fromNs, heldS);
    long mendNs = System.nanoTime();
    victim.mend();
    long mendedNs = System.nanoTime();
    victim.awaitWell();
    works &= areTaken(everywhere, mendedNs) && isWhole();
    boolean meanwhile = !mishap.role().isNeededToJoin();
    return new MishapRow(
        mishap,
        victim.name(),
        (mendedNs - fromNs) / 1e9,
        meanwhile ? crowd.joins().secondsRefused(others, fromNs, mendNs) : Double.NaN,
        crowd.joins().secondsRefused(everywhere, mendedNs, Long.MAX_VALUE),
        crowd.joins().refusals(),
        crowd.polls().count().since(pollsBefore),
        crowd.streams().lost() - streamsBefore,
        works);
  }

  /** What is dead comes back when the others are through with it, the rest after its time. */
  private boolean hold(Mishap mishap, List<Integer> others, long fromNs, int heldS) {
    if (mishap.deed().isEnd()) {
      return mishap.role().isNeededToJoin() || areTaken(others, fromNs);
    }
    Pause.ms(heldS * 1_000L);
    return true;
  }

  private Victim victim(Mishap mishap, int edge) {
    Mishap.Deed deed = mishap.deed();
    return switch (mishap.role()) {
      case ENGINE -> member(cluster.ownerOf(random.nextInt(Cluster.PARTITIONS)), deed);
      case EDGE -> member(cluster.edges().get(edge), deed);
      case BOOKING ->
          member(cluster.bookings().get(random.nextInt(cluster.bookings().size())), deed);
      case KAFKA -> new BrokerVictim(cluster.ground().broker(), deed);
      case POSTGRES ->
          new ServerVictim(
              cluster.ground().services().database(),
              servicesDir.resolve(ServiceKind.POSTGRES.folder()).resolve("postmaster.pid"),
              deed);
      case REDIS ->
          new ServerVictim(
              cluster.ground().services().cache(),
              servicesDir.resolve(ServiceKind.REDIS.folder()).resolve("redis.pid"),
              deed);
    };
  }

  private Victim member(Member member, Mishap.Deed deed) {
    return new MemberVictim(cluster, member, deed, random);
  }
}
