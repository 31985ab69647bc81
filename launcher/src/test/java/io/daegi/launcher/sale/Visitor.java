package io.daegi.launcher.sale;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Somebody with a token, and every call that such a person can make. */
final class Visitor {
  private static final Set<String> INSIDE = Set.of("READY", "ACTIVE");

  private final Api api;
  private final Ticketing sale;
  private final Watch watch;
  private final String name;
  private String token;
  private Long number;

  Visitor(Api api, Ticketing sale, Watch watch, String name) {
    this.api = api;
    this.sale = sale;
    this.watch = watch;
    this.name = name;
  }

  Api api() {
    return api;
  }

  Long number() {
    return number;
  }

  String token() {
    return token;
  }

  String path(String rest) {
    return sale.queuePath() + rest;
  }

  String[] bearer() {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private String[] bearerAndKey(String key) {
    return new String[] {"Authorization", "Bearer " + token, "Idempotency-Key", key};
  }

  /** Takes a place; asked again under the same key after a lost answer, it is the same one. */
  void join() {
    String key = UUID.randomUUID().toString();
    JsonObject joined =
        api.post(sale.queuePath(), new JsonObject(), "Idempotency-Key", key)
            .expect(200, 201)
            .body();
    token = joined.getString("token");
    number = joined.getLong("number");
  }

  JsonObject status() {
    return api.get(path("/me"), bearer()).expect(200).body();
  }

  JsonObject awaitStatus(Predicate<JsonObject> wish) {
    return watch.awaitStatus(this, wish);
  }

  JsonObject awaitCall() {
    JsonObject status =
        awaitStatus(
            s -> INSIDE.contains(s.getString("state")) || !s.getString("state").equals("WAITING"));
    if (!INSIDE.contains(status.getString("state"))) {
      throw new AssertionError(this + " was never called: " + status);
    }
    return status;
  }

  JsonObject enter() {
    return api.post(path("/me/enter"), null, bearer()).expect(200).body();
  }

  void leave() {
    api.delete(path("/me"), bearer()).expect(204);
  }

  /** Seats of a date, by the server's map of this moment. */
  List<JsonObject> seats(String date) {
    return api
        .get(sale.concertPath() + "/available-seats?date=" + date, bearer())
        .expect(200)
        .body()
        .getJsonArray("seats")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  Answer availableDates() {
    return api.get(sale.concertPath() + "/available-dates", bearer());
  }

  Answer hold(String date, String seat) {
    return api.post(
        sale.concertPath() + "/reservations",
        new JsonObject().put("date", date).put("seat", seat),
        bearer());
  }

  Answer charge(long amount, String key) {
    return api.post(
        "/v1/charge-balance",
        new JsonObject().put("amount", amount).put("currency", "KRW"),
        bearerAndKey(key));
  }

  Answer pay(String reservationId, String key) {
    return api.post(
        "/v1/payments", new JsonObject().put("reservationId", reservationId), bearerAndKey(key));
  }

  Answer reservation(String reservationId) {
    return api.get("/v1/reservations/" + reservationId, bearer());
  }

  Answer balance() {
    return api.get("/v1/balance", bearer());
  }

  @Override
  public String toString() {
    return name + (number == null ? "" : " with number " + number);
  }
}
