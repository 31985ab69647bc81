package io.daegi.launcher.config;

import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the processes of one deployment find each other and talk.
 *
 * @param host to listen on, for membership and bus; this machine's own address if absent
 * @param port of membership
 * @param busPort of the event bus; 0: a free one
 * @param publicHost under which the others reach this process, if not under {@code host}
 * @param members {@code host:port} of some; empty if a name is looked up instead
 * @param dnsName whose addresses are the members'
 * @param secret who has another one is refused
 * @param tls membership and event bus speak clear text if absent
 */
public record ClusterConfig(
    Optional<String> host,
    int port,
    int busPort,
    Optional<String> publicHost,
    List<String> members,
    Optional<String> dnsName,
    Secret secret,
    Optional<BusTls> tls) {

  /**
   * Both sides of each connection show a certificate.
   *
   * @param authority who must have signed it
   * @param membership whether it also covers what is said about who lives
   */
  public record BusTls(Path certificate, Path key, Path authority, MembershipTls membership) {

    public PemKeyCertOptions own() {
      return new PemKeyCertOptions().addCertPath(certificate.toString()).addKeyPath(key.toString());
    }

    public PemTrustOptions trusted() {
      return new PemTrustOptions().addCertPath(authority.toString());
    }
  }
}
