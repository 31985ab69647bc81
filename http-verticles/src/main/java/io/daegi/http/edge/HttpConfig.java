package io.daegi.http.edge;

import io.daegi.http.address.Network;
import io.daegi.http.theme.Theme;
import java.net.URI;
import java.util.Set;

/**
 * How the edge serves.
 *
 * @param host the address to listen on
 * @param port the public port; 0: a free one
 * @param publicUrl where visitors reach us, without a trailing slash; the {@code iss} of passes
 * @param allowedOrigins further web origins that may write by cookie
 * @param adminKey the operators' key
 * @param originKey the shops' key; null: sessions cannot be changed from outside
 * @param passTtlMs the longest life of a pass
 * @param maxStreams most streams of this process
 * @param boardStaleMs streams close when the board has heard nothing for so long
 * @param joinBurst new places that one address may take at once; 0: no limit
 * @param joinsPerSecond new places a second that one address may take after its burst
 * @param trustedProxies whose {@code X-Forwarded-For} is believed
 * @param unlimitedNetworks whose addresses take as many places as they like, as loopback does
 * @param returnOrigins further web origins to which the waiting room may lead on
 * @param pollsPerSecond how often all who wait in one queue may be asked to poll, at all edges
 * @param tls with which certificate to speak TLS; null: clear text, as behind a proxy
 * @param theme what an operator changes of the pages
 * @param paysFromBalance whether visitors pay from a balance here; else at a gateway outside
 */
public record HttpConfig(
    String host,
    int port,
    String publicUrl,
    Set<String> allowedOrigins,
    String adminKey,
    String originKey,
    long passTtlMs,
    int maxStreams,
    long boardStaleMs,
    int joinBurst,
    double joinsPerSecond,
    Set<Network> trustedProxies,
    Set<Network> unlimitedNetworks,
    Set<String> returnOrigins,
    int pollsPerSecond,
    TlsFiles tls,
    Theme theme,
    boolean paysFromBalance) {

  /** Most bytes of a request body. */
  public static final int MAX_BODY_BYTES = 16 * 1024;

  /** Most bytes of all request headers together. */
  public static final int MAX_HEADER_BYTES = 8 * 1024;

  /** Most bytes of a frame that a client sends. */
  public static final int MAX_FRAME_BYTES = 1024;

  /** Most streams that one token may have open at one edge. */
  public static final int MAX_STREAMS_PER_TOKEN = 3;

  /**
   * @throws IllegalArgumentException when the public URL is none or the admin key is missing
   */
  public HttpConfig {
    var url = URI.create(publicUrl);
    if (url.getHost() == null || publicUrl.endsWith("/")) {
      throw new IllegalArgumentException(
          "the public URL must look like https://tickets.example.com, without a slash at the end");
    }
    if (adminKey == null || adminKey.isBlank()) {
      throw new IllegalArgumentException("an admin key is needed");
    }
    if (joinBurst < 0 || (joinBurst > 0 && !(joinsPerSecond > 0))) {
      throw new IllegalArgumentException("a limit of joins has a burst and a rate");
    }
    if (pollsPerSecond < 1) {
      throw new IllegalArgumentException("a budget of polls is at least one a second");
    }
    allowedOrigins = Set.copyOf(allowedOrigins);
    trustedProxies = Set.copyOf(trustedProxies);
    unlimitedNetworks = Set.copyOf(unlimitedNetworks);
    returnOrigins = Set.copyOf(returnOrigins);
  }

  /** The defaults of an edge on this address. */
  public static HttpConfig defaults(String host, int port, String publicUrl, String adminKey) {
    return new HttpConfigBuilder(host, port, publicUrl, adminKey).build();
  }

  /** The same, to be changed. */
  public HttpConfigBuilder toBuilder() {
    return new HttpConfigBuilder(this);
  }

  /** Where a visitor waits for this queue. */
  public String roomUrl(String queueId) {
    return publicUrl + "/queues/" + queueId;
  }

  /** Whether visitors come over https, so that cookies are secure ones. */
  public boolean isSecure() {
    return publicUrl.startsWith("https:");
  }
}
