package io.daegi.http.edge;

import io.daegi.http.address.Network;
import io.daegi.http.theme.Theme;
import java.util.Set;

/**
 * Builds an {@link HttpConfig}, whose parts it is told by name; what is not told is the default.
 */
public final class HttpConfigBuilder {

  private final String host;
  private final int port;
  private final String adminKey;
  private final long passTtlMs;
  private String publicUrl;
  private Set<String> allowedOrigins = Set.of();
  private String originKey;
  private int maxStreams = 15_000;
  private long boardStaleMs = 30_000;
  private int joinBurst = 1_000;
  private double joinsPerSecond = 50;
  private Set<Network> trustedProxies = Set.of();
  private Set<Network> unlimitedNetworks = Set.of();
  private Set<String> returnOrigins = Set.of();
  private int pollsPerSecond = 10_000;
  private TlsFiles tls;
  private Theme theme = Theme.NONE;
  private boolean paysFromBalance = true;

  HttpConfigBuilder(String host, int port, String publicUrl, String adminKey) {
    this.host = host;
    this.port = port;
    this.publicUrl = publicUrl;
    this.adminKey = adminKey;
    this.passTtlMs = 60_000;
  }

  HttpConfigBuilder(HttpConfig config) {
    this.host = config.host();
    this.port = config.port();
    this.adminKey = config.adminKey();
    this.passTtlMs = config.passTtlMs();
    this.publicUrl = config.publicUrl();
    this.allowedOrigins = config.allowedOrigins();
    this.originKey = config.originKey();
    this.maxStreams = config.maxStreams();
    this.boardStaleMs = config.boardStaleMs();
    this.joinBurst = config.joinBurst();
    this.joinsPerSecond = config.joinsPerSecond();
    this.trustedProxies = config.trustedProxies();
    this.unlimitedNetworks = config.unlimitedNetworks();
    this.returnOrigins = config.returnOrigins();
    this.pollsPerSecond = config.pollsPerSecond();
    this.tls = config.tls();
    this.theme = config.theme();
    this.paysFromBalance = config.paysFromBalance();
  }

  public HttpConfigBuilder publicUrl(String value) {
    publicUrl = value;
    return this;
  }

  public HttpConfigBuilder allowedOrigins(Set<String> value) {
    allowedOrigins = value;
    return this;
  }

  public HttpConfigBuilder originKey(String value) {
    originKey = value;
    return this;
  }

  public HttpConfigBuilder maxStreams(int value) {
    maxStreams = value;
    return this;
  }

  public HttpConfigBuilder boardStaleMs(long value) {
    boardStaleMs = value;
    return this;
  }

  /** New places that one address may take at once, 0: no limit; and then each second. */
  public HttpConfigBuilder joins(int burst, double perSecond) {
    joinBurst = burst;
    joinsPerSecond = perSecond;
    return this;
  }

  public HttpConfigBuilder trustedProxies(Set<Network> value) {
    trustedProxies = value;
    return this;
  }

  public HttpConfigBuilder unlimitedNetworks(Set<Network> value) {
    unlimitedNetworks = value;
    return this;
  }

  public HttpConfigBuilder returnOrigins(Set<String> value) {
    returnOrigins = value;
    return this;
  }

  public HttpConfigBuilder pollsPerSecond(int value) {
    pollsPerSecond = value;
    return this;
  }

  public HttpConfigBuilder tls(TlsFiles value) {
    tls = value;
    return this;
  }

  public HttpConfigBuilder theme(Theme value) {
    theme = value;
    return this;
  }

  public HttpConfigBuilder paysFromBalance(boolean value) {
    paysFromBalance = value;
    return this;
  }

  /**
   * @throws IllegalArgumentException when the parts do not make an edge
   */
  public HttpConfig build() {
    return new HttpConfig(
        host,
        port,
        publicUrl,
        allowedOrigins,
        adminKey,
        originKey,
        passTtlMs,
        maxStreams,
        boardStaleMs,
        joinBurst,
        joinsPerSecond,
        trustedProxies,
        unlimitedNetworks,
        returnOrigins,
        pollsPerSecond,
        tls,
        theme,
        paysFromBalance);
  }
}
