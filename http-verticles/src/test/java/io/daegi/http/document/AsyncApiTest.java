package io.daegi.http.document;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.EventReader;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import io.daegi.http.fixture.Socket;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames and events of the real server, held against the AsyncAPI document that it serves. */
@Timeout(60)
class AsyncApiTest {

  private static final String ME = "/v1/queues/demo/tokens/me";
  private static final String BOOKING_TYPE = "application/cloudevents+json; charset=UTF-8";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;
  private ApiDocument document;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
    document = ApiDocument.asyncApi(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void check(String channel, Map<String, String> event) {
    check(channel, event.get("event"), event.get("data"));
  }

  private void check(String channel, String message, String payload) {
    var ref =
        document.root().at("/channels/" + channel + "/messages/" + message + "/$ref").asText();
    assertThat(ref).as(channel + " has no " + message).startsWith("#/components/messages/");
    assertThat(document.faults(ref.substring(1) + "/payload", payload)).as(payload).isEmpty();
  }

  @Test
  void leadsNowhereWithoutATarget() {
    assertThat(document.brokenReferences()).isEmpty();
  }

  @Test
  void namesTheAddressesOfTheStreams() {
    var openApi = ApiDocument.openApi(server).operations();
    for (var channel : new String[] {"tokenSocket", "tokenEvents", "adminEvents"}) {
      var address = document.root().at("/channels/" + channel + "/address").asText();
      assertThat(openApi).contains("GET " + address);
    }
  }

  @Test
  void fitsAVisitorsEvents() {
    var token = server.join("demo");
    try (var events = EventReader.open(server, ME + "/events", bearer(token))) {
      check("tokenEvents", events.event());
      room.callUpTo("demo", 1);
      check("tokenEvents", events.event());
      server.post(ME + "/enter", null, bearer(token));
      check("tokenEvents", events.event());
      room.end("demo", 1, TokenState.COMPLETED, EndReason.PAID);
      check("tokenEvents", events.event());
      var end = events.event();
      assertThat(end).containsEntry("event", "end");
      check("tokenEvents", end);
    }
    try (var refused = EventReader.open(server, ME + "/events?token=forged")) {
      check("tokenEvents", refused.event());
    }
  }

  @Test
  void fitsAVisitorsFrames() {
    var token = server.join("demo");
    var leave = "{\"type\":\"leave\"}";
    check("tokenSocket", "leave", leave);
    try (var socket = Socket.open(server, ME + "/socket", bearer(token))) {
      check("tokenSocket", "status", socket.next().encode());
      socket.send(leave);
      var last = socket.next();
      check("tokenSocket", "status", last.encode());
      assertThat(last.getString("state")).isEqualTo("LEFT");
      assertThat(socket.closed().code()).isEqualTo(1000);
    }
    assertThat(document.root().at("/channels/tokenSocket/description").asText())
        .contains("| 1000 |", "| 1008 |", "| 1012 |", "| 4401 |", "| 4409 |");
  }

  @Test
  void knowsTheTraceOfABookingEventInItsHeadersAndInItself() {
    var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    var untraced = new JsonObject().put("content-type", BOOKING_TYPE);
    var traced = untraced.copy().put("traceparent", trace);
    assertThat(faults("headers", untraced)).isEmpty();
    assertThat(faults("headers", traced)).isEmpty();
    assertThat(faults("headers", traced.copy().put("traceparent", "nonsense"))).isNotEmpty();
    assertThat(faults("headers", traced.copy().put("ce_traceparent", trace))).isNotEmpty();

    var event = bookingEvent();
    assertThat(faults("payload", event)).isEmpty();
    assertThat(faults("payload", event.copy().put("traceparent", trace))).isEmpty();
    assertThat(faults("payload", event.copy().put("traceparent", ""))).isNotEmpty();
  }

  private List<String> faults(String part, JsonObject value) {
    return document.faults("/components/messages/bookingEvent/" + part, value.encode());
  }

  private static JsonObject bookingEvent() {
    return new JsonObject()
        .put("specversion", "1.0")
        .put("id", "00000000-0000-4000-8000-000000000001")
        .put("source", "/daegi/booking")
        .put("type", "io.daegi.payment.succeeded.v1")
        .put("subject", "somebody")
        .put("time", "2027-12-24T20:00:00.000Z")
        .put("datacontenttype", "application/json")
        .put(
            "data",
            new JsonObject().put("queueId", "demo").put("tokenId", "t").put("visitor", "v"));
  }

  @Test
  void fitsAnOperatorsEvents() {
    try (var events =
        EventReader.open(server, "/admin/v1/queues/demo/events", Operator.withKey())) {
      check("adminEvents", events.event());
      server.join("demo");
      check("adminEvents", events.event());
      server.shutDown();
      var last = events.event();
      while ("queue".equals(last.get("event"))) {
        last = events.event();
      }
      check("adminEvents", last);
    }
  }
}
