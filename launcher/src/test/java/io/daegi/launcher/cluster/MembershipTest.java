package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daegi.embedded.FreePorts;
import io.daegi.launcher.config.ClusterConfig;
import io.daegi.launcher.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of one event bus, in one virtual machine. */
class MembershipTest {
  private static final DeliveryOptions PATIENTLY = new DeliveryOptions().setSendTimeout(10_000);

  @TempDir Path dir;
  private final List<Vertx> members = new ArrayList<>();
  private final int first = FreePorts.one();
  private final int second = FreePorts.one();

  @AfterEach
  void leave() {
    members.forEach(one -> one.close().await());
  }

  @Test
  void bringsAQuestionToTheOtherMemberUntilItIsGone() throws Exception {
    Optional<ClusterConfig.BusTls> tls = tls("us");
    Vertx asking = join(first, "the-secret-of-both", tls);
    Vertx answering = join(second, "the-secret-of-both", tls);
    answering.eventBus().consumer("who", who -> who.reply("me")).completion().await();

    assertThat(ask(asking)).isEqualTo("me");

    members.remove(answering);
    answering.close().await();
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
    Vertx ours = join(first, "the-secret-of-one", Optional.empty());
    Vertx stranger = join(second, "the-secret-of-two", Optional.empty());
    stranger.eventBus().consumer("who", who -> who.reply("a stranger")).completion().await();

    assertThatThrownBy(() -> ask(ours))
        .isInstanceOfSatisfying(
            ReplyException.class,
            e -> assertThat(e.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS));
  }

  @Test
  void hearsNothingFromAMemberWhoseCertificateOthersSigned() throws Exception {
    Vertx ours = join(first, "the-secret-of-both", tls("us"));
    Vertx other = join(second, "the-secret-of-both", tls("others"));
    other.eventBus().consumer("who", who -> who.reply("another")).completion().await();

    assertThatThrownBy(() -> ask(ours)).isInstanceOf(ReplyException.class);
  }

  private Optional<ClusterConfig.BusTls> tls(String name) throws Exception {
    TestCertificate ours = TestCertificate.in(dir, name);
    return Optional.of(
        new ClusterConfig.BusTls(ours.certificate(), ours.key(), ours.certificate()));
  }

  private static String ask(Vertx from) {
    return from.eventBus().<String>request("who", "?", PATIENTLY).await().body();
  }

  private Vertx join(int port, String secret, Optional<ClusterConfig.BusTls> tls) throws Exception {
    ClusterConfig config =
        new ClusterConfig(
            Optional.of("127.0.0.1"),
            port,
            0,
            Optional.empty(),
            List.of("127.0.0.1:" + first, "127.0.0.1:" + second),
            Optional.empty(),
            new Secret(secret),
            tls);
    ClusterBus bus = ClusterBus.of(config, "daegi.");
    Vertx member =
        Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(1).setEventBusOptions(bus.options()))
            .withClusterManager(bus.manager())
            .buildClustered()
            .await();
    members.add(member);
    return member;
  }
}
