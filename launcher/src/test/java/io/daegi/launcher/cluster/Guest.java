package io.daegi.launcher.cluster;

import io.daegi.launcher.sale.Answer;
import io.daegi.launcher.sale.Pause;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One visit: somebody with a place waits by polls, a WebSocket or Server-Sent Events, is called,
 * comes in, holds a seat, puts money into the wallet and pays; or leaves, or is not heard again.
 * Whatever answer no visitor may get is noted.
 */
final class Guest {
  private static final long POLL_AT_MOST_EVERY_MS = 1_500;
  private static final long POLL_AT_LEAST_EVERY_MS = 6_000;
  private static final int SEATS_TRIED_AT_MOST = 6;
  private static final Set<String> INSIDE = Set.of("READY", "ACTIVE");

  /** How a visit may end by time. */
  private static final Set<String> ENDS =
      Set.of("session-over", "hold-expired", "hold-cancelled", "hold-attempts");

  /** How somebody learns of the call, and what comes of it; as often as it stands here. */
  private enum Kind {
    POLLS,
    POLLS_TOO,
    POLLS_AS_WELL,
    SOCKET,
    EVENTS,
    LEAVES,
    VANISHES;

    static Kind any() {
      return values()[ThreadLocalRandom.current().nextInt(values().length)];
    }
  }

  private final SaleCrowd crowd;
  private final SaleCrowd.Means means;
  private final SaleQueue queue;
  private final Told.Place place;
  private final String token;
  private final String[] bearer;
  private final Kind kind = Kind.any();

  Guest(SaleCrowd crowd, SaleCrowd.Means means, SaleQueue queue, JsonObject joined) {
    this.crowd = crowd;
    this.means = means;
    this.queue = queue;
    this.token = joined.getString("token");
    this.place = new Told.Place(queue.queueId(), joined.getLong("number"));
    this.bearer = new String[] {"Authorization", "Bearer " + token};
    means.told().joined(token, place);
  }

  /**
   * @param stays whether there is room for one more who waits
   */
  void visit(boolean stays) {
    if (!stays || kind == Kind.LEAVES) {
      leave();
    } else if (kind != Kind.VANISHES && isCalled()) {
      crowd.buying().incrementAndGet();
      try {
        buy();
      } finally {
        crowd.buying().decrementAndGet();
      }
    }
  }

  private void leave() {
    Answer left =
        means
            .balancer()
            .patiently(crowd::isOpen, "DELETE", queue.tokensPath() + "/me", null, bearer);
    expect(left, "leaves", 204);
  }

  /** Waits; false when the doors close before, or the place ended. */
  private boolean isCalled() {
    while (crowd.isOpen()) {
      JsonObject status = isListener() ? listen() : null;
      if (status == null) {
        Answer polled = means.polls().poll(token, place);
        status = polled == null ? new JsonObject().put("state", "WAITING") : polled.body();
      }
      if (!"WAITING".equals(status.getString("state"))) {
        return INSIDE.contains(status.getString("state"));
      }
      Pause.ms(pauseMs(status));
    }
    return false;
  }

  private boolean isListener() {
    return kind == Kind.SOCKET || kind == Kind.EVENTS;
  }

  private JsonObject listen() {
    String url = means.balancer().api(means.balancer().any()).url;
    return means.streams().listen(kind == Kind.SOCKET, url, token, place, this::isNews);
  }

  private boolean isNews(JsonObject status) {
    Long number = status.getLong("number");
    if (number != null && number != place.number()) {
      means.told().wrong.add(place + " heard of number " + number);
    }
    String state = status.getString("state");
    return state != null && !state.equals("WAITING");
  }

  private static long pauseMs(JsonObject status) {
    long wishedMs = status.getLong("pollAfterMs", POLL_AT_LEAST_EVERY_MS);
    return Math.clamp(wishedMs, POLL_AT_MOST_EVERY_MS, POLL_AT_LEAST_EVERY_MS);
  }

  private void buy() {
    if (!expect(post(queue.tokensPath() + "/me/enter", null), "enters", 200)) {
      return;
    }
    Answer held = hold();
    if (held == null) {
      return;
    }
    JsonObject money = new JsonObject().put("amount", SaleQueue.PRICE).put("currency", "KRW");
    if (!expect(postOnce("/v1/charge-balance", money), "charges", 200)) {
      return;
    }
    means.told().charges.incrementAndGet();
    String reservationId = held.body().getString("reservationId");
    Answer paid = postOnce("/v1/payments", new JsonObject().put("reservationId", reservationId));
    if (expect(paid, "pays", 201)) {
      paid(paid.body(), reservationId);
    }
  }

  private Answer hold() {
    for (int i = 0; i < SEATS_TRIED_AT_MOST; i++) {
      Answer held = post(queue.reservationsPath(), SaleQueue.anySeat());
      if (held != null && held.code().equals("seat-taken")) {
        means.told().seatsLost.incrementAndGet();
      } else {
        return expect(held, "holds", 200, 201) ? held : null;
      }
    }
    return null;
  }

  private void paid(JsonObject payment, String reservationId) {
    JsonObject reservation = payment.getJsonObject("reservation", new JsonObject());
    boolean well =
        "SUCCEEDED".equals(payment.getString("state"))
            && "CONFIRMED".equals(reservation.getString("state"));
    if (!well) {
      means.told().wrong.add(place + " paid: " + payment);
    }
    means.told().bought.add(new Told.Bought(place, payment.getString("paymentId"), reservationId));
  }

  private Answer post(String path, JsonObject body) {
    return means.balancer().patiently(crowd::isFinishing, "POST", path, body, bearer);
  }

  /** Under a key, so that whatever is lost on the way it has one effect. */
  private Answer postOnce(String path, JsonObject body) {
    String[] headers = {bearer[0], bearer[1], "Idempotency-Key", UUID.randomUUID().toString()};
    return means.balancer().patiently(crowd::isFinishing, "POST", path, body, headers);
  }

  /**
   * Whether the answer is one of these; a session that ran out in an outage is one's bad luck, and
   * anything else nobody may be told.
   */
  private boolean expect(Answer answer, String what, int... statuses) {
    if (answer == null) {
      return false;
    }
    for (int status : statuses) {
      if (answer.status() == status) {
        return true;
      }
    }
    if (ENDS.contains(answer.code())) {
      means.told().sessionsOver.incrementAndGet();
    } else {
      means
          .told()
          .wrong
          .add(place + " " + what + ": " + answer.status() + " " + answer.whole().body());
    }
    return false;
  }
}
