package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.MemberAttributeConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Members of one bus that beat ten times as fast as usual. */
class BusSightTest {
  private static final String SECRET = "the-secret-of-all";
  private static final long EVERY_MS = 50;
  private static final int LONG_ENOUGH = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration OFTEN = Duration.ofMillis(5);

  private static TestBus bus;
  private static TestBus.Peer one;
  private static TestBus.Peer other;

  @BeforeAll
  static void join() throws Exception {
    bus = new TestBus();
    one = bus.join(SECRET, Optional.empty());
    other = bus.join(SECRET, Optional.empty());
  }

  @AfterAll
  static void leave() {
    bus.close();
  }

  @AfterEach
  void fallSilent() {
    fallSilent(one);
    fallSilent(other);
  }

  @Test
  void missesNobodyBeforeTheFirstOtherWasThere() throws Exception {
    try (TestBus elsewhere = new TestBus()) {
      TestBus.Peer lone = elsewhere.join(SECRET, Optional.empty());
      AtomicInteger beats = beats(lone, lone);
      BusSight sight = speak(lone);
      await().atMost(PATIENCE).until(() -> beats.get() > LONG_ENOUGH);
      assertThat(sight.isAmongOthers()).isTrue();
    }
  }

  @Test
  void missesTheOthersLongBeforeTheyAreCountedAsGoneAndHearsThemAgain() {
    BusSight sight = speak(one);
    awaitHearing();

    fallSilent(other);
    await().atMost(PATIENCE).until(() -> !sight.isAmongOthers());
    assertThat(sight.members()).isEqualTo(2);

    speak(other);
    await().atMost(PATIENCE).until(sight::isAmongOthers);
  }

  @Test
  void isNotTakenInByWhatWasSaidBeforeALineWasCut() {
    BusSight sight = speak(one);
    awaitHearing();
    fallSilent(other);
    await().atMost(PATIENCE).until(() -> !sight.isAmongOthers());

    AtomicInteger late = beats(other, one);
    for (int i = 0; i < LONG_ENOUGH; i++) {
      other.vertx().eventBus().publish(Beats.ADDRESS, other.manager().getNodeId());
    }
    await().atMost(PATIENCE).until(() -> late.get() == LONG_ENOUGH);
    AtomicInteger own = beats(one, one);
    await().atMost(PATIENCE).until(() -> own.get() > LONG_ENOUGH);
    assertThat(sight.isAmongOthers()).isFalse();
  }

  @Test
  void blamesNobodyForItsOwnPause() {
    BusSight sight = speak(one);
    awaitHearing();
    AtomicInteger own = beats(one, one);

    CountDownLatch pause = pause(one.vertx());
    AtomicInteger meanwhile = beats(other, other);
    await().atMost(PATIENCE).until(() -> meanwhile.get() > LONG_ENOUGH);
    pause.countDown();

    int before = own.get();
    AtomicInteger missed = new AtomicInteger();
    await()
        .atMost(PATIENCE)
        .pollInterval(OFTEN)
        .until(
            () -> {
              missed.addAndGet(sight.isAmongOthers() ? 0 : 1);
              return own.get() > before + LONG_ENOUGH;
            });
    assertThat(missed).hasValue(0);
  }

  @Test
  void takesABuildThatSaysNothingForOneThatIsThere() throws Exception {
    BusSight sight = speak(one);
    awaitHearing();
    TestBus.Peer older =
        bus.join(
            SECRET,
            Optional.empty(),
            config -> config.setMemberAttributeConfig(new MemberAttributeConfig()));
    await().atMost(PATIENCE).until(() -> sight.members() == 3);

    fallSilent(other);
    AtomicInteger own = beats(one, one);
    await().atMost(PATIENCE).until(() -> own.get() > LONG_ENOUGH);
    assertThat(sight.isAmongOthers()).isTrue();
    bus.leave(older);
    await().atMost(PATIENCE).until(() -> !sight.isAmongOthers());
  }

  @Test
  void keepsTheAddressesOfItsOwnLeadersItself() {
    Reach reach = speak(one).reach();
    for (int epoch = 0; epoch < LONG_ENOUGH; epoch++) {
      String address = "engine.0." + epoch;
      String kept = reach.keptHere().apply(address);
      assertThat(kept).startsWith(address + ".");
      assertThat(keeperOf(kept)).isEqualTo(one.manager().getNodeId());
    }
  }

  private static String keeperOf(String address) {
    return one.manager()
        .getHazelcastInstance()
        .getPartitionService()
        .getPartition(address)
        .getOwner()
        .getAttribute("__vertx.nodeId");
  }

  private static BusSight speak(TestBus.Peer member) {
    return BusSight.open(
        member.vertx(), member.manager(), new Beats(member.manager().getNodeId(), EVERY_MS));
  }

  private static void fallSilent(TestBus.Peer member) {
    member.vertx().deploymentIDs().forEach(id -> member.vertx().undeploy(id).await());
  }

  private static void awaitHearing() {
    AtomicInteger others = beats(other, one);
    speak(other);
    await().atMost(PATIENCE).until(() -> others.get() > 0);
  }

  /** How many of one arrive at another from now on. */
  private static AtomicInteger beats(TestBus.Peer from, TestBus.Peer at) {
    String name = from.manager().getNodeId();
    AtomicInteger beats = new AtomicInteger();
    at.vertx()
        .eventBus()
        .<String>consumer(
            Beats.ADDRESS,
            beat -> {
              if (beat.body().equals(name)) {
                beats.incrementAndGet();
              }
            })
        .completion()
        .await();
    return beats;
  }

  /** From now on nothing is done on its event loop, until the latch is counted down. */
  private static CountDownLatch pause(Vertx vertx) {
    CountDownLatch end = new CountDownLatch(1);
    vertx.runOnContext(
        nothing -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return end;
  }
}
