package io.daegi.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.ErrorLog;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.RawConnection;
import io.daegi.http.fixture.RawConnection.Answer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Requests that are too large or no requests at all, byte by byte, with their exact answers. */
@Isolated
class OversizedTest {

  private static final String JOIN = "POST /v1/queues/demo/tokens HTTP/1.1\r\nHost: a\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";

  private static final InMemoryRoom room = new InMemoryRoom();
  private static EdgeServer server;
  private static ErrorLog errors;

  @BeforeAll
  static void start() {
    errors = ErrorLog.ofErrors();
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
  }

  @AfterAll
  static void stop() {
    server.close();
    errors.close();
    errors.assertNoError();
  }

  private static Answer answerTo(String request) throws IOException {
    try (var connection = new RawConnection(server.port())) {
      return connection.write(request).answer();
    }
  }

  private static void assertRefused(String request, int status, String code) throws IOException {
    try (var connection = new RawConnection(server.port())) {
      var answer = connection.write(request).answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(answer.isProblem(code)).as(answer.body()).isTrue();
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("X-Request-Id")).isNotBlank();
    }
  }

  /** An unreadable request also ends its connection: nobody knows where the next one begins. */
  private static void assertUnreadable(String request, int status, String code) throws IOException {
    assertRefused(request, status, code);
    try (var connection = new RawConnection(server.port())) {
      connection.write(request);
      assertThat(connection.answer().header("Connection")).isEqualTo("close");
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void refusesHeadersOfMoreThanEightKilobytes() throws IOException {
    var start = "GET /v1/queues/demo HTTP/1.1\r\nHost: a\r\n";
    assertUnreadable(start + "X: " + "x".repeat(8_192) + "\r\n\r\n", 431, "headers-too-large");
    assertUnreadable(start + "X: y\r\n".repeat(3_000) + "\r\n", 431, "headers-too-large");
    assertThat(answerTo(start + "X: " + "x".repeat(8_000) + "\r\n\r\n").status()).isEqualTo(200);
  }

  @Test
  void refusesARequestLineOfMoreThanFourKilobytes() throws IOException {
    assertUnreadable(
        "GET /" + "x".repeat(4_096) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, "uri-too-long");
    assertUnreadable("x".repeat(5_000) + " / HTTP/1.1\r\nHost: a\r\n\r\n", 414, "uri-too-long");
    assertRefused("GET /" + "x".repeat(4_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not-found");
  }

  @Test
  void refusesABodyOfMoreThanSixteenKilobytesHoweverItIsFramed() throws IOException {
    var body = "{\"a\":\"" + "x".repeat(16 * 1_024) + "\"}";
    assertRefused(
        JOIN + JSON + "Content-Length: " + body.length() + "\r\n\r\n" + body,
        413,
        "body-too-large");
    assertRefused(JOIN + JSON + "Content-Length: 999999999999\r\n\r\n{", 413, "body-too-large");
    var chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    assertRefused(
        JOIN + JSON + "Transfer-Encoding: chunked\r\n\r\n" + chunk, 413, "body-too-large");
  }

  @Test
  void refusesFormsWhetherTheyAreBrokenOrNot() throws IOException {
    for (var type :
        new String[] {
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "Multipart/Form-Data; boundary=\"",
          "multipart/mixed",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=nonsense"
        }) {
      assertRefused(
          JOIN + "Content-Type: " + type + "\r\nContent-Length: 6\r\n\r\n--x%zz",
          415,
          "unsupported-media-type");
    }
  }

  @Test
  void refusesWhatIsNoRequest() throws IOException {
    var host = " HTTP/1.1\r\nHost: a\r\n";
    assertUnreadable("NONSENSE\r\n\r\n", 400, "bad-request");
    assertUnreadable("GET / HTTP/9.x\r\n\r\n", 400, "bad-request");
    assertUnreadable("GET /" + host + "No colon here\r\n\r\n", 400, "bad-request");
    assertUnreadable("GET /" + host + "Bad\u0000name: x\r\n\r\n", 400, "bad-request");
    assertUnreadable(JOIN + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}", 400, "bad-request");
    assertUnreadable(JOIN + "Content-Length: -1\r\n\r\n{}", 400, "bad-request");
    assertUnreadable(JOIN + "Content-Length: a\r\n\r\n{}", 400, "bad-request");
  }

  @Test
  void refusesARequestThatNamesNoHost() throws IOException {
    assertRefused("GET /v1/queues/demo HTTP/1.1\r\n\r\n", 400, "bad-request");
  }

  @Test
  void doesNotReadOneRequestInTwoWays() throws IOException {
    var smuggled = "GET /admin/v1/queues HTTP/1.1\r\nHost: a\r\n\r\n";
    try (var connection = new RawConnection(server.port())) {
      connection.write(
          JOIN
              + JSON
              + "Content-Length: "
              + smuggled.length()
              + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              + smuggled);
      var first = connection.answer();
      var second = first == null ? null : connection.answer();
      assertThat(second == null || second.status() == 401).as("%s then %s", first, second).isTrue();
    }
  }

  @Test
  void closesOnAChunkThatCannotBeRead() throws IOException {
    for (var chunk :
        new String[] {"zz\r\n{}\r\n", "-1\r\n", "fffffffff\r\n{", "2\r\n{}xx\r\n", "\u00ed\r\n"}) {
      try (var connection = new RawConnection(server.port())) {
        connection.write(JOIN + JSON + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
        var answer = connection.answer();
        assertThat(answer == null || answer.status() < 500).as("%s: %s", chunk, answer).isTrue();
        assertThat(connection.isClosedByServer()).as(chunk).isTrue();
      }
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws IOException {
    try (var connection = new RawConnection(server.port())) {
      var all = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        var path = i % 3 == 0 ? "/v1/queues/demo" : "/nothing";
        all.append("GET ")
            .append(path)
            .append(" HTTP/1.1\r\nHost: a\r\nX-Request-Id: request-")
            .append(i)
            .append("\r\n\r\n");
      }
      connection.write(all.toString());
      for (int i = 0; i < 200; i++) {
        var answer = connection.answer();
        assertThat(answer.header("X-Request-Id")).isEqualTo("request-" + i);
        assertThat(answer.status()).isEqualTo(i % 3 == 0 ? 200 : 404);
      }
    }
  }

  /**
   * Who sends without end and reads nothing is soon no longer read: its requests stay in its own
   * socket, and others are served.
   */
  @Test
  void stopsReadingWhoPipelinesWithoutReadingAnswers() throws Exception {
    var request = "GET /openapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000);
    var written = new AtomicLong();
    try (var greedy = new RawConnection(server.port())) {
      var writing =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (written.addAndGet(request.length()) < 200_000_000) {
                        greedy.write(request);
                      }
                    } catch (IOException closed) {
                      Thread.currentThread().interrupt();
                    }
                  });
      long before;
      do {
        before = written.get();
        for (int i = 0; i < 50; i++) {
          assertThat(answerTo("GET /v1/queues/demo HTTP/1.1\r\nHost: a\r\n\r\n").status())
              .isEqualTo(200);
        }
      } while (written.get() != before);
      assertThat(written.get()).isLessThan(100_000_000);
      assertThat(writing.isAlive()).isTrue();
    }
  }
}
