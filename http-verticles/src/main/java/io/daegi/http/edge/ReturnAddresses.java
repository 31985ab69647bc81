package io.daegi.http.edge;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where the waiting room may lead a visitor on to: addresses below the public one, and below
 * origins that the operator named. Everything else is nowhere, so that a link to the room cannot be
 * made one to somebody else's page.
 */
public final class ReturnAddresses {

  /** Longer addresses are not carried along. */
  private static final int MAX_CHARS = 2_000;

  private final HttpConfig config;
  private final Set<String> origins = new HashSet<>();

  public ReturnAddresses(HttpConfig config) {
    this.config = config;
    origins.add(originOf(URI.create(config.publicUrl())));
    config.returnOrigins().forEach(each -> origins.add(originOf(URI.create(each))));
  }

  /**
   * The address, rewritten so that every browser reads it as we do: an allowed origin, a slash, and
   * ASCII without a blank or a quotation mark. Null if it is none that visitors may be led to.
   */
  public String allowed(String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_CHARS) {
      return null;
    }
    try {
      var uri = new URI(text);
      var isPlain = uri.getHost() != null && uri.getRawUserInfo() == null;
      return isPlain && origins.contains(originOf(uri)) ? rewritten(uri) : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /**
   * Where a visitor waits for this queue, and from where the room leads on to the request that a
   * proxy asks about, if the proxy tells its address and visitors may be led there.
   *
   * @param headers {@code X-Forwarded-Proto}, {@code -Host} and {@code -Uri}; anybody may say them,
   *     which is why only allowed addresses count
   */
  public String roomUrl(String queueId, MultiMap headers) {
    var room = config.roomUrl(queueId);
    var uri = headers.get("X-Forwarded-Uri");
    if (uri == null || !uri.startsWith("/")) {
      return room;
    }
    var to =
        allowed(headers.get("X-Forwarded-Proto") + "://" + headers.get("X-Forwarded-Host") + uri);
    return to == null ? room : room + "?return=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }

  private static String originOf(URI uri) {
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
    var port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
  }

  private static String rewritten(URI uri) {
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
    return URI.create(originOf(uri) + path + query + fragment).toASCIIString();
  }
}
