package io.daegi.http.guard;

import io.daegi.http.fixture.RawSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Requests that are wrong in one way or another, drawn at random. */
final class Malformed {

  private static final String HOST = " HTTP/1.1\r\nHost: a\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final List<String> POSTS =
      List.of(
          "POST /v1/queues/demo/tokens",
          "POST /v1/concerts/spring/reservations",
          "POST /v1/payments",
          "POST /v1/charge-balance",
          "PUT /admin/v1/queues/demo");

  private final List<Function<Random, byte[]>> kinds =
      List.of(
          random -> bytes(noise(random, 200)),
          random -> bytes("GET /" + noise(random, 50) + HOST + "\r\n"),
          random -> bytes("GET /v1/queues/%" + noise(random, 2) + HOST + "\r\n"),
          random -> bytes("GET /" + "x".repeat(4_000 + random.nextInt(2_000)) + HOST + "\r\n"),
          random -> bytes("GET /" + HOST + "X: " + "y".repeat(9_000) + "\r\n\r\n"),
          random -> bytes("GET /" + HOST + "X: y\r\n".repeat(3_000) + "\r\n"),
          random -> bytes("GET /" + HOST + noise(random, 30) + "\r\n\r\n"),
          random -> bytes(noise(random, 8) + " / HTTP/1.1\r\n\r\n"),
          random -> bytes("GET / HTTP/" + random.nextInt(100) + "\r\n\r\n"),
          random -> post(random, noise(random, 100), true),
          random -> post(random, "{\"a\":" + "[".repeat(random.nextInt(9_000)), true),
          random -> post(random, "{\"seats\":" + random.nextLong() + "}", true),
          random -> post(random, "x".repeat(17_000), true),
          random -> post(random, "{}", false),
          random -> chunks(random),
          random -> bytes(head(random) + "Content-Length: " + noise(random, 5) + "\r\n\r\n{}"),
          random -> bytes(head(random) + "Content-Type: multipart/form-data\r\n\r\n--x"),
          random -> bearer(random),
          random -> bytes("GET /v1/verify/demo" + HOST + "Daegi-Pass: a.b." + noise(random, 9)),
          random ->
              bytes("GET /v1/queues/demo" + HOST + "Cookie: " + noise(random, 60) + "\r\n\r\n"),
          random -> bytes("\u0016\u0003\u0001\u0002\u0000\u0001" + noise(random, 100)),
          random -> bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + noise(random, 30)),
          Malformed::socket);

  /** The next one. */
  byte[] next(Random random) {
    return kinds.get(random.nextInt(kinds.size())).apply(random);
  }

  private static byte[] socket(Random random) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        bytes(
            "GET /v1/queues/demo/tokens/me/socket?token="
                + random.nextLong()
                + HOST
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
    for (int i = 0; i < 20; i++) {
      var payload = bytes(noise(random, 20));
      out.writeBytes(RawSocket.frame(random.nextBoolean(), random.nextInt(16), payload));
    }
    return out.toByteArray();
  }

  private static byte[] bearer(Random random) {
    return bytes(
        "GET /v1/queues/demo/tokens/me"
            + HOST
            + "Authorization: Bearer "
            + noise(random, 90).replaceAll("[\r\n]", "x")
            + "\r\n\r\n");
  }

  private static byte[] chunks(Random random) {
    return bytes(head(random) + JSON + "Transfer-Encoding: chunked\r\n\r\n" + noise(random, 60));
  }

  private static byte[] post(Random random, String body, boolean isJson) {
    return bytes(
        head(random)
            + (isJson ? JSON : "Content-Type: text/plain\r\n")
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String head(Random random) {
    return POSTS.get(random.nextInt(POSTS.size())) + HOST;
  }

  private static String noise(Random random, int chars) {
    var noise = new StringBuilder(chars);
    for (int i = 0; i < chars; i++) {
      noise.append((char) random.nextInt(256));
    }
    return noise.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
