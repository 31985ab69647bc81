package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daegi.launcher.config.ClusterConfig;
import io.daegi.launcher.config.MembershipTls;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of one event bus, in one virtual machine. */
class MembershipTest {
  private static final DeliveryOptions PATIENTLY = new DeliveryOptions().setSendTimeout(10_000);

  @TempDir Path dir;
  private final TestBus bus = new TestBus();

  @AfterEach
  void leave() {
    bus.close();
  }

  @Test
  void bringsAQuestionToTheOtherMemberUntilItIsGone() throws Exception {
    Optional<ClusterConfig.BusTls> tls = TestCertificate.in(dir, "us").bus(MembershipTls.REQUIRED);
    Vertx asking = bus.join("the-secret-of-both", tls).vertx();
    TestBus.Peer answering = bus.join("the-secret-of-both", tls);
    answering.vertx().eventBus().consumer("who", who -> who.reply("me")).completion().await();

    assertThat(ask(asking)).isEqualTo("me");

    bus.leave(answering);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> ask(asking))
                    .isInstanceOfSatisfying(
                        ReplyException.class,
                        e -> assertThat(e.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS)));
  }

  @Test
  void leavesAMemberWithAnotherSecretAlone() throws Exception {
    Vertx ours = bus.join("the-secret-of-one", Optional.empty()).vertx();
    Vertx stranger = bus.join("the-secret-of-two", Optional.empty()).vertx();
    stranger.eventBus().consumer("who", who -> who.reply("a stranger")).completion().await();

    assertThatThrownBy(() -> ask(ours))
        .isInstanceOfSatisfying(
            ReplyException.class,
            e -> assertThat(e.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS));
  }

  @Test
  void refusesAMemberWhoseCertificateOthersSigned() throws Exception {
    TestCertificate us = TestCertificate.in(dir, "us");
    TestCertificate others = TestCertificate.in(dir, "others");
    TestBus.Peer ours = join(us, us);

    for (TestCertificate trusted : List.of(others, us)) {
      assertThatThrownBy(() -> join(others, trusted))
          .hasMessageStartingWith("TLS with another member failed: ")
          .hasMessageContaining("certificate");
    }
    assertThat(ours.manager().getNodes()).hasSize(1);
  }

  private TestBus.Peer join(TestCertificate own, TestCertificate authority) throws Exception {
    return bus.join(
        "the-secret-of-both",
        Optional.of(
            new ClusterConfig.BusTls(
                own.certificate(), own.key(), authority.certificate(), MembershipTls.REQUIRED)),
        config ->
            config
                .setProperty(Membership.JOIN_WITHIN, "1")
                .setProperty("hazelcast.operation.call.timeout.millis", "1000"));
  }

  private static String ask(Vertx from) {
    return from.eventBus().<String>request("who", "?", PATIENTLY).await().body();
  }
}
