package io.daegi.launcher;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Set;

/**
 * A small shop that knows nothing of Daegi but the header that nginx adds. Below {@code /offline}
 * it asks nobody and checks passes by itself, with the keys that it was given once. Below {@code
 * /scripted} it has a page with Daegi's script in it.
 */
final class OtherShop implements AutoCloseable {
  private static final int LEEWAY_S = 5;

  private final HttpServer server;
  private volatile DefaultJWTProcessor<SecurityContext> passes;
  private volatile String script = "";

  OtherShop() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::page);
    server.createContext("/offline", this::offline);
    server.createContext("/scripted", this::scripted);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The same shop under another name of this machine, which is another site to a browser. */
  String urlOfSameSite() {
    return "http://localhost:" + port();
  }

  /** Puts the script of this Daegi into the page below {@code /scripted}. */
  void scriptOf(String daegiUrl, String queueId) {
    script = "<script src=\"" + daegiUrl + "/daegi.js\" data-queue=\"" + queueId + "\"></script>";
  }

  /** Says what the script tells it, and which pass its server gets. */
  private void scripted(HttpExchange exchange) throws IOException {
    String cookies = exchange.getRequestHeaders().getFirst("Cookie");
    answer(
        exchange,
        200,
        """
        <title>Cart</title><p id=state></p><p id=cookie>%s</p>
        <script>
        document.addEventListener('daegi', event => {
          document.getElementById('state').textContent = event.detail.state;
        });
        </script>
        %s
        """
            .formatted(cookies, script));
  }

  /** Takes up the keys with which it believes passes of this issuer for this audience. */
  void believe(String jwks, String issuer, String audience) throws ParseException {
    DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
    made.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("daegi-pass+jwt")));
    made.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.ES256, new ImmutableJWKSet<>(JWKSet.parse(jwks))));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer).build(),
            Set.of("sub", "exp", "nbf", "queue", "gen"));
    claims.setMaxClockSkew(LEEWAY_S);
    made.setJWTClaimsSetVerifier(claims);
    passes = made;
  }

  private void page(HttpExchange exchange) throws IOException {
    String session = exchange.getRequestHeaders().getFirst("Daegi-Token-Id");
    answer(exchange, 200, "<title>Seats</title><p id=seats>seats for " + session + "</p>");
  }

  private void offline(HttpExchange exchange) throws IOException {
    String pass = exchange.getRequestHeaders().getFirst("Daegi-Pass");
    try {
      answer(exchange, 200, "seats for " + passes.process(pass, null).getSubject());
    } catch (ParseException | BadJOSEException | com.nimbusds.jose.JOSEException e) {
      answer(exchange, 401, e.getMessage());
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
