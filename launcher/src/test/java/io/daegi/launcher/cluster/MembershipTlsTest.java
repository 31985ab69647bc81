package io.daegi.launcher.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Address;
import com.hazelcast.map.IMap;
import io.daegi.launcher.config.ClusterConfig;
import io.daegi.launcher.config.MembershipTls;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What members of Hazelcast say to each other under TLS, and who is not answered. */
class MembershipTlsTest {
  /** How a member of Hazelcast greets another. */
  private static final byte[] GREETING = "HZC".getBytes(US_ASCII);

  private static final int ANSWER_WITHIN_MS = 10_000;
  private static final String SECRET = "the-secret-of-both";

  @TempDir static Path dir;

  private static TestCertificate certificate;
  private static TestBus bus;
  private static TestBus.Peer one;
  private static TestBus.Peer other;

  @BeforeAll
  static void join() throws Exception {
    certificate = TestCertificate.in(dir, "us");
    bus = new TestBus();
    one = bus.join(SECRET, certificate.bus(MembershipTls.REQUIRED));
    other = bus.join(SECRET, certificate.bus(MembershipTls.REQUIRED));
  }

  @AfterAll
  static void leave() {
    bus.close();
  }

  @Test
  void bringsWhatFillsManyRecordsInBothDirectionsAtOnce() {
    assertThat(one.manager().getNodes()).hasSize(2);
    byte[] large = new byte[1_000_000];
    new Random(7).nextBytes(large);
    IMap<String, byte[]> here = one.manager().getHazelcastInstance().getMap("large");
    IMap<String, byte[]> there = other.manager().getHazelcastInstance().getMap("large");

    IntStream.range(0, 10)
        .boxed()
        .flatMap(
            i ->
                IntStream.of(0, 1)
                    .mapToObj(side -> (side == 0 ? here : there).putAsync(side + "/" + i, large)))
        .map(CompletionStage::toCompletableFuture)
        .toList()
        .forEach(put -> put.join());

    assertThat(here.size()).isEqualTo(20);
    assertThat(here.keySet()).allSatisfy(key -> assertThat(there.get(key)).isEqualTo(large));
  }

  @Test
  void doesNotAnswerClearText() throws Exception {
    try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), portOf(one))) {
      assertThat(greet(stranger)).isEmpty();
    }
  }

  @Test
  void answersWhoeverShowsACertificateAndNobodyElse() throws Exception {
    try (Socket known = tls(true);
        Socket unknown = tls(false)) {
      assertThat(greet(known)).isEqualTo(GREETING);
      assertThat(greet(unknown)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({",ACCEPTED", "ACCEPTED,PREFERRED", "PREFERRED,REQUIRED"})
  void leadsFromClearTextToTlsByStepsThatGoTogether(MembershipTls first, MembershipTls second)
      throws Exception {
    try (TestBus upgraded = new TestBus()) {
      TestBus.Peer before = upgraded.join(SECRET, step(first));
      TestBus.Peer after = upgraded.join(SECRET, step(second));
      TestBus.Peer late = upgraded.join(SECRET, step(first));

      assertThat(List.of(before, after, late))
          .allSatisfy(peer -> assertThat(peer.manager().getNodes()).hasSize(3));
    }
  }

  /** None: a build that knows no TLS here. */
  private static Optional<ClusterConfig.BusTls> step(MembershipTls membership) {
    return membership == null ? Optional.empty() : certificate.bus(membership);
  }

  /** What comes back, which is nothing when the other side ends the connection. */
  private static byte[] greet(Socket socket) throws Exception {
    socket.setSoTimeout(ANSWER_WITHIN_MS);
    try {
      socket.getOutputStream().write(GREETING);
      return socket.getInputStream().readNBytes(GREETING.length);
    } catch (SSLException | SocketException refused) {
      return new byte[0];
    }
  }

  private static Socket tls(boolean certified) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate.store())) {
      store.load(in, TestCertificate.PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, TestCertificate.PASSWORD.toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(certified ? own.getKeyManagers() : null, trusted.getTrustManagers(), null);
    return context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), portOf(one));
  }

  private static int portOf(TestBus.Peer peer) {
    Address address =
        peer.manager().getHazelcastInstance().getCluster().getLocalMember().getAddress();
    return address.getPort();
  }
}
