package io.daegi.launcher;

import io.daegi.http.edge.HttpConfig;
import io.daegi.launcher.config.Endpoint;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The edge's settings from what the operator said; ports that may be any are chosen here. */
final class HttpSettings {
  private HttpSettings() {}

  static HttpConfig of(LauncherConfig config, AdminKey adminKey) throws StartFailure {
    int port = chosen(config.http()).port();
    return HttpConfig.defaults(
            config.http().host(),
            port,
            config.publicUrl().map(URI::toString).orElse(ownUrl(config, port)),
            adminKey.key().reveal())
        .toBuilder()
        .allowedOrigins(texts(config.originsAllowed()))
        .originKey(config.credentials().originKey().map(Secret::reveal).orElse(null))
        .joins(config.joins().burst(), config.joins().perSecond())
        .trustedProxies(config.joins().trustedProxies())
        .unlimitedNetworks(config.joins().unlimitedNetworks())
        .returnOrigins(texts(config.returnOrigins()))
        .pollsPerSecond(config.pollsPerSecond())
        .tls(config.tls().orElse(null))
        .theme(config.theme())
        .paysFromBalance(config.payment().isEmpty())
        .build();
  }

  private static String ownUrl(LauncherConfig config, int port) {
    return (config.tls().isPresent() ? "https" : "http") + "://localhost:" + port;
  }

  private static Set<String> texts(List<URI> addresses) {
    return addresses.stream().map(URI::toString).collect(Collectors.toSet());
  }

  /** All event loops share one port, so that a free one is found first. */
  static Endpoint chosen(Endpoint endpoint) throws StartFailure {
    if (endpoint.port() != 0) {
      return endpoint;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(endpoint.host(), 0));
      return new Endpoint(endpoint.host(), socket.getLocalPort());
    } catch (IOException e) {
      throw StartFailure.unusable("no free port on " + endpoint.host() + ": " + e.getMessage(), e);
    }
  }
}
