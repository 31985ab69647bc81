package io.daegi.launcher.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;

/** A queue, and the concert of the same name behind it. */
record SaleQueue(String queueId) {
  static final int CAPACITY = 40;
  static final int PRICE = 1_000;
  private static final int ADMIT_PER_SECOND = 3;
  private static final long READY_TTL_MS = 30_000;
  private static final long HOLD_TTL_MS = 60_000;
  private static final int ROWS = 50;
  private static final int SEATS_PER_ROW = 40;
  private static final String[] DATES = {"2027-12-24", "2027-12-25", "2027-12-26"};

  String tokensPath() {
    return "/v1/queues/" + queueId + "/tokens";
  }

  String reservationsPath() {
    return "/v1/concerts/" + queueId + "/reservations";
  }

  /** A seat of some date, as a hold names it. */
  static JsonObject anySeat() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String seat = "A-%d-%d".formatted(1 + random.nextInt(ROWS), 1 + random.nextInt(SEATS_PER_ROW));
    return new JsonObject().put("date", DATES[random.nextInt(DATES.length)]).put("seat", seat);
  }

  void open(Cluster cluster) {
    cluster.openQueue(
        queueId,
        new JsonObject()
            .put("capacity", CAPACITY)
            .put("admitPerSecond", ADMIT_PER_SECOND)
            .put("readyTtlMs", READY_TTL_MS));
    JsonObject section =
        new JsonObject()
            .put("name", "A")
            .put("rows", ROWS)
            .put("seatsPerRow", SEATS_PER_ROW)
            .put("price", PRICE);
    JsonArray shows = new JsonArray();
    for (String date : DATES) {
      shows.add(new JsonObject().put("date", date).put("sections", new JsonArray().add(section)));
    }
    cluster.openConcert(
        queueId, new JsonObject().put("shows", shows).put("holdTtlMs", HOLD_TTL_MS));
  }
}
