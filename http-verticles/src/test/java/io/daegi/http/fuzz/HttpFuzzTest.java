package io.daegi.http.fuzz;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.RawConnection;
import io.daegi.http.fixture.Sale;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Bodies for every call that reads one, and bytes instead of requests, on a real server. */
class HttpFuzzTest {

  private static final List<String> CALLS =
      List.of(
          "POST /v1/queues/demo/tokens",
          "POST /v1/concerts/spring/reservations",
          "POST /v1/charge-balance",
          "POST /v1/payments",
          "POST /v1/payment-webhooks/none",
          "POST /v1/queues/demo/sessions/x/extend",
          "PUT /admin/v1/queues/demo",
          "PUT /admin/v1/queues/demo/message",
          "PUT /admin/v1/concerts/spring",
          "POST /admin/v1/reservations/0b0d5a52-9a5c-4f0a-8d8c-0a6a1a1b2c3d/refund");

  private static Sale sale;
  private static String token;
  private static RawConnection connection;

  @BeforeAll
  static void start() {
    sale = new Sale();
    token = sale.inside().token();
  }

  @AfterAll
  static void stop() throws IOException {
    if (connection != null) {
      connection.close();
    }
    sale.close();
  }

  @FuzzTest(maxDuration = "10m")
  void answersAnyBodyWithoutAFault(byte[] input) throws IOException {
    if (input.length < 1) {
      return;
    }
    var call = CALLS.get((input[0] & 0xff) % CALLS.size());
    var body = Arrays.copyOfRange(input, 1, input.length);
    var answer = send(call, body);
    if (answer != null && answer.status() == 500) {
      throw new IllegalStateException(call + " " + answer.body());
    }
  }

  private static RawConnection.Answer send(String call, byte[] body) throws IOException {
    if (connection == null) {
      connection = new RawConnection(sale.server().port());
    }
    var request = new ByteArrayOutputStream();
    request.writeBytes(head(call, body.length).getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    var answer = connection.write(request.toByteArray()).answer();
    if (answer == null) {
      connection.close();
      connection = null;
    }
    return answer;
  }

  private static String head(String call, int length) {
    var key = token;
    if (call.contains("/admin/")) {
      key = EdgeServer.ADMIN_KEY;
    } else if (call.contains("/sessions/")) {
      key = Sale.ORIGIN_KEY;
    }
    return call
        + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIf-Match: *\r\n"
        + "Idempotency-Key: 0b0d5a52-9a5c-4f0a-8d8c-0a6a1a1b2c3d\r\nAuthorization: Bearer "
        + key
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  @FuzzTest(maxDuration = "10m")
  void answersAnyBytesWithoutAFault(byte[] input) throws IOException {
    BugDetectors.allowNetworkConnections((host, port) -> port == sale.server().port());
    try (var bytes = new RawConnection(sale.server().port())) {
      bytes.write(input).endOutput();
      var all = bytes.rest();
      if (all.contains("HTTP/1.1 500")) {
        throw new IllegalStateException(all);
      }
    }
  }
}
