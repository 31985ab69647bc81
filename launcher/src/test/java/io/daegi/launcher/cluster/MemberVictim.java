package io.daegi.launcher.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A process of ours. */
final class MemberVictim implements Victim {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(90);

  private final Cluster cluster;
  private final Member member;
  private final Mishap.Deed deed;

  /** Whether a service hangs up, rather than not to be heard any more. */
  private final boolean hangsUp;

  MemberVictim(Cluster cluster, Member member, Mishap.Deed deed, Random random) {
    this.cluster = cluster;
    this.member = member;
    this.deed = deed;
    this.hangsUp = deed.isCut() && deed != Mishap.Deed.CUT_FROM_PEERS && random.nextBoolean();
  }

  @Override
  public String name() {
    return member.name() + (deed.isCut() ? hangsUp ? ", hung up on" : ", silently" : "");
  }

  @Override
  public void strike() throws Exception {
    switch (deed) {
      case KILLED -> member.process().kill();
      case ENDED -> {
        member.process().terminate();
        member.process().exitCode();
      }
      case STOPPED -> member.signal("STOP");
      case CUT_FROM_PEERS -> {
        for (Machine peer : peers()) {
          network().cut(member.machine(), peer.address());
          network().cut(peer, member.machine().address());
        }
      }
      case CUT_FROM_KAFKA, CUT_FROM_POSTGRES, CUT_FROM_REDIS -> cutFromService();
      case SLOW_DISK -> throw new IllegalArgumentException("it has no disk to speak of");
    }
  }

  @Override
  public void mend() throws Exception {
    switch (deed) {
      case KILLED, ENDED -> member.start().awaitReady();
      case STOPPED -> member.signal("CONT");
      case CUT_FROM_PEERS -> {
        for (Machine peer : peers()) {
          network().mend(member.machine(), peer.address());
          network().mend(peer, member.machine().address());
        }
      }
      case CUT_FROM_KAFKA, CUT_FROM_POSTGRES, CUT_FROM_REDIS -> mendService();
      case SLOW_DISK -> throw new IllegalArgumentException("it has no disk to speak of");
    }
  }

  @Override
  public void awaitWell() {
    await()
        .atMost(BACK_WITHIN)
        .ignoreExceptions()
        .until(() -> member.manage("/health/ready").statusCode() == 200);
  }

  private void cutFromService() throws Exception {
    if (hangsUp) {
      cluster.ground().lines().refuse(service(), member.machine());
    } else {
      network().cut(member.machine(), service());
    }
  }

  private void mendService() throws Exception {
    if (hangsUp) {
      cluster.ground().lines().accept(service(), member.machine());
    } else {
      network().mend(member.machine(), service());
    }
  }

  private Network network() {
    return cluster.ground().network().orElseThrow();
  }

  private List<Machine> peers() {
    return cluster.members().stream().filter(one -> one != member).map(Member::machine).toList();
  }

  private String service() {
    return switch (deed) {
      case CUT_FROM_KAFKA -> Network.KAFKA;
      case CUT_FROM_POSTGRES -> Network.POSTGRES;
      case CUT_FROM_REDIS -> Network.REDIS;
      case KILLED, ENDED, STOPPED, CUT_FROM_PEERS, SLOW_DISK ->
          throw new IllegalArgumentException(deed + " cuts from no service");
    };
  }
}
