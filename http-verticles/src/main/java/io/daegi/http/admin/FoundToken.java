package io.daegi.http.admin;

import io.daegi.booking.api.Purchase;
import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.HoldReason;
import io.daegi.http.booking.BookingJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one visitor.
 *
 * @param sinceJoinMs how long ago the token joined; -1 when nobody knows any more
 * @param purchases what was reserved under the token, newest first; null when booking did not say
 * @param ageMs how old the board's knowledge is
 */
record FoundToken(
    QueueView queue,
    String tokenId,
    long number,
    TokenView view,
    long sinceJoinMs,
    List<Purchase> purchases,
    long ageMs) {

  JsonObject json(long nowMs) {
    var reason = view.reason();
    return new JsonObject()
        .put("queueId", queue.queueId())
        .put("tokenId", tokenId)
        .put("number", number)
        .put("state", view.state().name())
        .put("reason", reason == null ? null : reason.code())
        .put("position", view.position() > 0 ? view.position() : null)
        .put("etaMs", known(view.etaMs()))
        .put("expiresInMs", known(view.remainingMs()))
        .put("clockHeld", view.clockHeld())
        .put("joinedAt", sinceJoinMs < 0 ? null : at(nowMs - sinceJoinMs))
        .put("visitor", visitor())
        .put("reservations", purchases == null ? null : reservations())
        .put("queueState", queue.state().name())
        .put("held", queue.held() == HoldReason.NONE ? null : queue.held().text())
        .put("version", view.version())
        .put("asOf", at(queue.asOfMs()))
        .put("ageMs", ageMs);
  }

  /** The pseudonym; only booking tells it, and only of who reserved something. */
  private String visitor() {
    return purchases == null || purchases.isEmpty()
        ? null
        : purchases.getFirst().visitor().toString();
  }

  private JsonArray reservations() {
    var all = new JsonArray();
    for (var purchase : purchases) {
      all.add(
          BookingJson.of(purchase.reservation())
              .put("reason", purchase.endReason())
              .put("payment", json(purchase.payment())));
    }
    return all;
  }

  private static JsonObject json(Purchase.Attempt attempt) {
    return attempt == null
        ? null
        : new JsonObject()
            .put("state", attempt.state().name())
            .put("refusal", attempt.refusal())
            .put("at", attempt.at().toString());
  }

  private static Long known(long ms) {
    return ms < 0 ? null : ms;
  }

  private static String at(long wallMs) {
    return Instant.ofEpochMilli(wallMs).toString();
  }
}
