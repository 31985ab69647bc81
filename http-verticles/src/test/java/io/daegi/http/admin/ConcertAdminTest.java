package io.daegi.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConcertAdminTest {

  static final String GALA =
      """
      {"title":"Gala","queueId":"demo","currency":"KRW","maxSeatsPerVisitor":2,
       "shows":[{"date":"2026-12-24","startsAt":"2026-12-24T19:00:00+09:00",
                 "sections":[{"name":"A","rows":2,"seatsPerRow":5,"price":50000}]},
                {"date":"2026-12-25",
                 "sections":[{"name":"A","rows":2,"seatsPerRow":5,"price":60000}]}]}""";

  private static final String PATH = "/admin/v1/concerts/gala";

  private EdgeServer server;
  private Operator operator;

  @BeforeEach
  void start() {
    server = EdgeServer.inFrontOf(new InMemoryRoom());
    operator = new Operator(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void makesAConcertAndThenChangesIt() {
    var made = operator.put(PATH, GALA);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/v1/concerts/gala");
    var json = made.json();
    assertThat(json.getString("title")).isEqualTo("Gala");
    assertThat(json.getLong("holdTtlMs")).isEqualTo(300_000);
    assertThat(json.getInteger("maxSeatsPerVisitor")).isEqualTo(2);
    var shows = json.getJsonArray("shows");
    assertThat(shows).hasSize(2);
    assertThat(shows.getJsonObject(0).getString("startsAt")).isEqualTo("2026-12-24T10:00:00Z");
    assertThat(shows.getJsonObject(1).getValue("startsAt")).isNull();
    assertThat(operator.put(PATH, GALA).status()).isEqualTo(200);
  }

  @Test
  void changesAPlanOnlyForWhoeverSawTheLastOne() {
    assertThat(operator.get(PATH).code()).isEqualTo("concert-unknown");
    assertThat(operator.put(PATH, GALA, "If-Match", "*").status()).isEqualTo(412);
    var made = operator.put(PATH, GALA, "If-None-Match", "*");
    assertThat(made.status()).isEqualTo(201);
    var plan = operator.get(PATH);
    assertThat(plan.header("ETag")).isEqualTo(made.header("ETag"));
    var section = plan.json().getJsonArray("shows").getJsonObject(1).getJsonArray("sections");
    assertThat(section.getJsonObject(0).getLong("price")).isEqualTo(60_000);

    var dearer = plan.body().replace("60000", "70000");
    var changed = operator.put(PATH, dearer, "If-Match", plan.header("ETag"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(plan.header("ETag"));
    var stale = operator.put(PATH, GALA, "If-Match", plan.header("ETag"));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo("precondition-failed");
    assertThat(operator.put(PATH, GALA, "If-None-Match", "*").status()).isEqualTo(412);
    assertThat(operator.get(PATH).body()).isEqualTo(dearer);
  }

  @Test
  void namesEveryFieldOfAPlanThatIsMissingOrOfAWrongType() {
    var reply =
        operator.put(
            PATH,
            """
            {"queueId":7,"holdTtlMs":"long","shows":[
              {"date":"24.12.2026","sections":[{"name":"A","rows":"two","price":1}]},
              {"sections":{}}]}""");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(
            reply.json().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer")))
        .containsExactlyInAnyOrder(
            "/title",
            "/queueId",
            "/currency",
            "/holdTtlMs",
            "/shows/0/date",
            "/shows/0/sections/0/rows",
            "/shows/0/sections/0/seatsPerRow",
            "/shows/1/date",
            "/shows/1/sections");
  }

  @Test
  void tellsThatBookingIsAway() {
    server.booking().setAway(true);
    var reply = operator.put(PATH, GALA);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isNotNull();
  }

  @Test
  void refusesANameThatIsNone() {
    var reply = operator.put("/admin/v1/concerts/Gala!", GALA);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("#path/concertId");
  }
}
