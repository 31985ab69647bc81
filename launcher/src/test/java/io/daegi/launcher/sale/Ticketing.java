package io.daegi.launcher.sale;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The queue and the concert of a sale, as its operator makes them. */
public record Ticketing(String queueId, String concertId, int capacity, List<String> dates) {
  public static final long PRICE = 50_000;
  private static final LocalDate FIRST = LocalDate.of(2027, 12, 24);

  static Ticketing of(String queueId, int capacity, int dates) {
    List<String> days = new ArrayList<>();
    for (int day = 0; day < dates; day++) {
      days.add(FIRST.plusDays(day).toString());
    }
    return new Ticketing(queueId, queueId + "-concert", capacity, days);
  }

  String queuePath() {
    return "/v1/queues/" + queueId + "/tokens";
  }

  String concertPath() {
    return "/v1/concerts/" + concertId;
  }

  /** Makes both by the admin calls: {@code rows} rows of ten seats for each date. */
  void open(Api api, String adminKey, JsonObject timeLimits, int rows) {
    String[] operator = {"Authorization", "Bearer " + adminKey};
    JsonObject queue =
        new JsonObject()
            .put("title", "A sale")
            .put("capacity", capacity)
            .put("admitPerSecond", 100)
            .mergeIn(timeLimits);
    api.put("/admin/v1/queues/" + queueId, queue, operator).expect(200, 201);
    JsonArray shows = new JsonArray();
    for (String date : dates) {
      JsonObject section =
          new JsonObject()
              .put("name", "A")
              .put("rows", rows)
              .put("seatsPerRow", 10)
              .put("price", PRICE);
      shows.add(new JsonObject().put("date", date).put("sections", new JsonArray().add(section)));
    }
    JsonObject concert =
        new JsonObject()
            .put("title", "A concert")
            .put("queueId", queueId)
            .put("currency", "KRW")
            .put("shows", shows);
    api.put("/admin/v1/concerts/" + concertId, concert, operator).expect(200, 201);
  }
}
