package io.daegi.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.ErrorLog;
import io.daegi.http.fixture.RawConnection;
import io.daegi.http.fixture.Sale;
import io.daegi.http.fixture.Socket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** At the most talkative level that an operator can set, the log holds no credential. */
@Isolated
class SecretsInLogsTest {

  private static final String ME = "/v1/queues/demo/tokens/me";

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  private void raw(String request) throws IOException {
    try (var connection = new RawConnection(sale.server().port())) {
      connection.write(request).endOutput();
      assertThat(connection.rest()).isNotNull();
    }
  }

  /** Every way in which a token stands in an address, whether it opens something or not. */
  private void showInAddresses(String secret) throws IOException {
    var host = " HTTP/1.1\r\nHost: a\r\n";
    for (var name : new String[] {"token", "ticket"}) {
      var query = "?" + name + "=" + secret;
      for (var path :
          new String[] {ME + "/events", ME + "/socket", ME, "/nothing", "/admin/v1/x"}) {
        raw("GET " + path + query + host + "\r\n");
        raw("POST " + path + query + host + "Content-Length: 2\r\n\r\n{}");
        raw("GET " + path + "/%zz" + query + host + "\r\n");
        raw("GET " + path + query + host + "X: " + "y".repeat(9_000) + "\r\n\r\n");
        raw("GET " + path + query + "x".repeat(5_000) + host + "\r\n");
        raw("GET " + path + query + " HTTP/7\r\n\r\n");
      }
      raw("POST /v1/payments" + query + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
      try (var socket = Socket.open(sale.server(), ME + "/socket" + query)) {
        socket.closed();
      }
    }
  }

  /** What an operator's browser holds and shows; also what it showed in vain. */
  private List<String> sessionOfAnOperator() {
    var origin = new String[] {"Origin", "http://tickets.example.com"};
    var wrong = "a-wrong-key-to-sign-in";
    var body = new JsonObject().put("name", "night").put("key", wrong);
    sale.server().post("/admin/v1/session", body.encode(), origin);
    body.put("key", EdgeServer.ADMIN_KEY);
    var cookie =
        sale.server()
            .post("/admin/v1/session", body.encode(), origin)
            .header("Set-Cookie")
            .replaceAll(";.*", "");
    sale.server().get("/admin/v1/queues", "Cookie", cookie);
    sale.server().post("/admin/v1/queues/demo/pause", "{}", "Cookie", cookie);
    return List.of(wrong, cookie.substring(cookie.indexOf('=') + 1));
  }

  @Test
  void areNeverWritten() throws Exception {
    var secrets = new ArrayList<String>();
    try (var log = ErrorLog.ofEverything()) {
      var guest = sale.inside();
      var pass = sale.server().get(ME, guest.bearer()).json().getString("pass");
      var tickets = sale.server().post(ME + "/tickets", null, guest.bearer());
      var key = "0b0d5a52-9a5c-4f0a-8d8c-0a6a1a1b2c3d";
      secrets.addAll(List.of(guest.token(), guest.visitor(), pass, key));
      secrets.add(tickets.json().getString("ticket"));
      secrets.addAll(List.of(EdgeServer.ADMIN_KEY, Sale.ORIGIN_KEY, "a-wrong-admin-key"));

      sale.server().post("/v1/queues/demo/tokens", "{}", "Idempotency-Key", key);
      sale.server().get("/v1/verify/demo", "Daegi-Pass", pass);
      sale.server().get("/v1/balance", guest.visitorOnly());
      sale.server().get(ME, guest.cookie());
      sale.server().get("/admin/v1/queues", EdgeServer.bearer(EdgeServer.ADMIN_KEY));
      sale.server().get("/admin/v1/queues", EdgeServer.bearer("a-wrong-admin-key"));
      secrets.addAll(sessionOfAnOperator());
      var complete = "/v1/queues/demo/sessions/" + guest.tokenId() + "/complete";
      sale.server().post(complete, "{}", EdgeServer.bearer(Sale.ORIGIN_KEY));
      for (var secret : List.copyOf(secrets)) {
        showInAddresses(secret);
      }
      var talkative = log.written();
      assertThat(talkative).contains("DEBUG");
      for (var secret : secrets) {
        assertThat(talkative).doesNotContain(secret);
      }
    }
  }
}
