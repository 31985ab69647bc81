package io.daegi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.edge.Edge;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryBooking;
import io.daegi.http.fixture.Reply;
import io.daegi.http.fixture.Sale;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every route that is mounted, whoever added it. */
class RoutesTest {

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "queueId",
          "demo",
          "concertId",
          "spring",
          "reservationId",
          UUID.randomUUID().toString(),
          "paymentId",
          UUID.randomUUID().toString(),
          "token",
          "1");

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  private record Call(String method, String path) {}

  /** Every mounted address with a method, filled in with things that exist. */
  private List<Call> calls(String inPlaceOfAll) {
    var vertx = Vertx.vertx();
    try {
      var config = HttpConfig.defaults("127.0.0.1", 0, "http://a.example.com", "key");
      var services =
          HttpServices.of(
              config,
              InstantSource.system(),
              sale.room(),
              sale::room,
              new InMemoryBooking(),
              sale.server().keys(),
              new SimpleMeterRegistry());
      var edge =
          Edge.on(
              vertx.getOrCreateContext(),
              config,
              services.clock(),
              services.board(),
              sale.room(),
              services.keys());
      var calls = new ArrayList<Call>();
      for (var route : new PublicRouter(services, edge).create().getRoutes()) {
        if (route.getPath() != null) {
          var path = filled(route, inPlaceOfAll);
          var methods = route.methods() == null ? List.of(HttpMethod.GET) : route.methods();
          methods.forEach(method -> calls.add(new Call(method.name(), path)));
        }
      }
      var queueId = inPlaceOfAll == null ? "demo" : inPlaceOfAll;
      calls.add(new Call("GET", "/v1/verify/" + queueId));
      calls.add(new Call("POST", "/v1/verify/" + queueId + "/below"));
      return calls;
    } finally {
      vertx.close().await();
    }
  }

  private static String filled(Route route, String inPlaceOfAll) {
    var filled = new ArrayList<String>();
    for (var part : route.getPath().split("/", -1)) {
      if (part.startsWith(":")) {
        filled.add(
            inPlaceOfAll != null ? inPlaceOfAll : PARAMETERS.getOrDefault(part.substring(1), "x"));
      } else {
        filled.add(part.equals("*") ? "below" : part);
      }
    }
    return String.join("/", filled);
  }

  @Test
  void lookAtMoreThanAFewRoutes() {
    assertThat(calls(null)).hasSizeGreaterThan(20);
    assertThat(calls(null))
        .contains(
            new Call("POST", "/v1/concerts/spring/reservations"),
            new Call("POST", "/v1/queues/demo/sessions/x/extend"));
  }

  @Test
  void keepNothingThatDependsOnACredential() {
    for (var call : calls(null)) {
      if (isEndless(call)) {
        continue;
      }
      var guest = sale.inside();
      var reply =
          sale.server()
              .send(call.method(), call.path(), null, guest.bearer("Idempotency-Key", "key-1"));
      var caching = reply.header("Cache-Control");
      if (isPublic(call)) {
        assertThat(caching).as("%s", call).startsWith("public, ");
      } else {
        assertThat(caching).as("%s", call).isEqualTo("no-store");
      }
    }
  }

  @Test
  void keepNoPostAndNoErrorAndAlwaysTellBrowsersWhatNotToDo() {
    var guest = sale.inside();
    for (var missing : new String[] {null, "none"}) {
      for (var call : calls(missing)) {
        if (isEndless(call)) {
          continue;
        }
        for (var headers :
            new String[][] {
              {},
              guest.bearer(),
              {"Authorization", "Bearer wrong"},
              EdgeServer.bearer(EdgeServer.ADMIN_KEY),
              EdgeServer.bearer(Sale.ORIGIN_KEY)
            }) {
          var reply = sale.server().send(call.method(), call.path(), null, headers);
          if (!call.method().equals("GET") || reply.status() >= 400) {
            assertThat(reply.header("Cache-Control")).as("%s", call).isEqualTo("no-store");
          }
          assertGuardsBrowsers(call, reply);
        }
        assertRefusesOtherMethods(call);
      }
    }
  }

  private void assertRefusesOtherMethods(Call call) {
    var reply = sale.server().send("PATCH", call.path(), "{}");
    assertThat(reply.status()).as("%s", call).isGreaterThanOrEqualTo(400);
    assertThat(reply.header("Cache-Control")).as("%s", call).isEqualTo("no-store");
    assertGuardsBrowsers(call, reply);
  }

  private static void assertGuardsBrowsers(Call call, Reply reply) {
    assertThat(reply.header("X-Content-Type-Options")).as("%s", call).isEqualTo("nosniff");
    assertThat(reply.header("Referrer-Policy"))
        .as("%s", call)
        .isIn("no-referrer", isPlainRoom(call) ? "same-origin" : "no-referrer");
    assertThat(reply.header("Content-Security-Policy"))
        .as("%s", call)
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(reply.header("X-Request-Id")).as("%s", call).isNotBlank();
  }

  private static boolean isPublic(Call call) {
    return call.method().equals("GET")
        && List.of(
                "/",
                "/admin",
                "/concerts/spring",
                "/queues/demo",
                "/v1/queues/demo",
                "/v1/concerts",
                "/v1/concerts/spring",
                "/.well-known/jwks.json",
                "/problems",
                "/problems.css",
                "/daegi.js",
                "/openapi.yaml",
                "/asyncapi.yaml")
            .contains(call.path());
  }

  @Test
  void answerBadInputWithAProblem() {
    var guest = sale.inside();
    var large = "{\"a\":\"" + "x".repeat(17_000) + "\"}";
    for (var parameter : new String[] {null, "%00", "%F0%9F%8E%AB", "..%2f", "x".repeat(300)}) {
      for (var call : calls(parameter)) {
        if (isEndless(call)) {
          continue;
        }
        for (var body : new String[] {null, "{", "[]", "{}", "{\"\\u0000\":1}", large}) {
          for (var headers :
              new String[][] {
                {},
                guest.bearer("Idempotency-Key", "key-1"),
                {"Authorization", "Bearer x.y.z"},
                {"Cookie", "daegi-token-demo=%00; daegi-visitor=;;="},
                EdgeServer.bearer(Sale.ORIGIN_KEY),
                EdgeServer.bearer(EdgeServer.ADMIN_KEY)
              }) {
            assertNoFault(call, body, headers);
          }
        }
      }
    }
  }

  private void assertNoFault(Call call, String body, String... headers) {
    var isRead = call.method().equals("GET");
    var reply = sale.server().send(call.method(), call.path(), isRead ? null : body, headers);
    assertThat(reply.status()).as("%s %s", call, body).isNotEqualTo(500).isLessThan(504);
    if (reply.status() >= 400 && isPlainRoom(call) && isPage(reply)) {
      assertThat(reply.body()).as("%s %s", call, body).contains("<h1>");
    } else if (reply.status() >= 400) {
      assertThat(reply.header("Content-Type"))
          .as("%s %s", call, body)
          .isEqualTo("application/problem+json");
      assertThat(reply.code()).as("%s %s", call, body).isNotEmpty();
    }
  }

  /** Its refusals are pages, and its forms must be able to say where they come from. */
  private static boolean isPlainRoom(Call call) {
    return call.path().startsWith("/queues/") && call.path().matches(".*/(plain|join|enter|leave)");
  }

  private static boolean isPage(Reply reply) {
    return reply.header("Content-Type").startsWith("text/html");
  }

  /** Streams do not end by themselves; their own tests look at them. */
  private static boolean isEndless(Call call) {
    return call.path().endsWith("/events") || call.path().endsWith("/socket");
  }
}
