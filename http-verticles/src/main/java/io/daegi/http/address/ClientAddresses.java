package io.daegi.http.address;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells who a request comes from: the socket's address, and behind proxies that are trusted what
 * they wrote into {@code X-Forwarded-For}. Each proxy adds, on the right, the address that it saw;
 * what stands left of the first untrusted one may be anybody's invention and is never believed.
 */
public final class ClientAddresses {

  private static final Pattern WITH_PORT =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+|\\[[0-9A-Fa-f.:]+])(?::\\d{1,5})?");

  private final Set<Network> trustedProxies;

  public ClientAddresses(Set<Network> trustedProxies) {
    this.trustedProxies = Set.copyOf(trustedProxies);
  }

  /** Who asks; empty when the connection has no address, or none any more. */
  public Optional<IpAddress> clientAddress(HttpServerRequest request) {
    var socket = request.remoteAddress();
    if (socket == null || socket.hostAddress() == null) {
      return Optional.empty();
    }
    return IpAddress.parse(socket.hostAddress())
        .map(peer -> clientAddress(peer, request.headers().getAll("X-Forwarded-For")));
  }

  /** The same in words, for logs and trails. */
  public String shown(HttpServerRequest request) {
    return clientAddress(request).map(IpAddress::toString).orElse("unknown");
  }

  /**
   * @param forwarded the header's lines, in their order
   */
  IpAddress clientAddress(IpAddress peer, List<String> forwarded) {
    var client = peer;
    for (var line : forwarded.reversed()) {
      for (var entry : List.of(line.split(",", -1)).reversed()) {
        var next = isTrusted(client) ? read(entry.strip()) : Optional.<IpAddress>empty();
        if (next.isEmpty()) {
          return client;
        }
        client = next.get();
      }
    }
    return client;
  }

  private boolean isTrusted(IpAddress address) {
    return trustedProxies.stream().anyMatch(network -> network.contains(address));
  }

  /** Some proxies write the port too. */
  private static Optional<IpAddress> read(String entry) {
    var withPort = WITH_PORT.matcher(entry);
    return IpAddress.parse(withPort.matches() ? withPort.group(1) : entry);
  }
}
