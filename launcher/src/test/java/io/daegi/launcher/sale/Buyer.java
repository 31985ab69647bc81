package io.daegi.launcher.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** One visitor's whole visit, by its behaviour. */
final class Buyer {
  /** The seat that everybody knows to be the best: only who is set on it tries to get it. */
  static final String BEST_SEAT = "A-1-1";

  private static final long LOOK_AGAIN_AFTER_MS = 300;

  private final Visitor visitor;
  private final Ticketing sale;
  private final Witness witness;
  private final Random random;
  private boolean attemptsLeft = true;

  Buyer(Visitor visitor, Ticketing sale, Witness witness, int seed) {
    this.visitor = visitor;
    this.sale = sale;
    this.witness = witness;
    this.random = new Random(seed);
  }

  void visit(Behaviour behaviour) {
    visitor.join();
    witness.joined(visitor);
    switch (behaviour) {
      case LEAVES -> {
        visitor.leave();
        witness.gone.add(visitor.number());
        assertThat(visitor.status().getString("state")).isEqualTo("LEFT");
      }
      case VANISHES -> witness.gone.add(visitor.number());
      case IGNORES_THE_CALL -> {
        visitor.awaitCall();
        witness.gone.add(visitor.number());
      }
      case FORGES_TOKENS -> {
        forge();
        buy(holdAnySeat());
      }
      case BOOKS_WHILE_WAITING -> buy(holdTooEarly());
      case PAYS_WITHOUT_MONEY -> {
        payWithNothing();
        buy(holdAnySeat());
      }
      case WANTS_THE_BEST_SEAT -> buy(holdTheBestSeat());
      case LOSES_THE_ANSWER -> payTwice(holdAnySeat());
      case BUYS -> buy(holdAnySeat());
    }
  }

  private void forge() {
    String token = visitor.token();
    int at = 8 + random.nextInt(token.length() - 16);
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, at) + other + token.substring(at + 1);
    String[] bearer = {"Authorization", "Bearer " + forged};
    Answer polled = visitor.api().get(visitor.path("/me"), bearer).expect(401);
    assertThat(polled.code()).isEqualTo("token-invalid");
    JsonObject seat = new JsonObject().put("date", sale.dates().getFirst()).put("seat", "A-2-2");
    visitor.api().post(sale.concertPath() + "/reservations", seat, bearer).expect(401);
    witness.refusedForgeries.incrementAndGet();
  }

  /** Nobody who waits gets a seat; who is called in this very moment may. */
  private String holdTooEarly() {
    Answer answer = visitor.hold(sale.dates().getFirst(), "A-2-3").expect(201, 403, 409);
    if (answer.status() == 201) {
      assertThat(visitor.status().getString("state")).isEqualTo("ACTIVE");
      return answer.body().getString("reservationId");
    }
    if (answer.status() == 403) {
      assertThat(answer.code()).isEqualTo("not-admitted");
      witness.refusedWhileWaiting.incrementAndGet();
    } else {
      lost(answer);
    }
    return holdAnySeat();
  }

  private void payWithNothing() {
    String reservationId = holdAnySeat();
    if (reservationId == null) {
      return;
    }
    Answer refused = visitor.pay(reservationId, UUID.randomUUID().toString()).expect(402);
    assertThat(refused.code()).isEqualTo("insufficient-balance");
    assertThat(refused.body().getJsonObject("missing").getLong("amount"))
        .isEqualTo(Ticketing.PRICE);
    assertThat(visitor.reservation(reservationId).expect(200).body().getString("state"))
        .isEqualTo("CANCELLED");
    witness.refusedPayments.incrementAndGet();
  }

  private String holdTheBestSeat() {
    visitor.awaitCall();
    Answer answer = visitor.hold(sale.dates().getFirst(), BEST_SEAT).expect(200, 201, 409);
    if (answer.isOk()) {
      return answer.body().getString("reservationId");
    }
    lost(answer);
    assertThat(answer.body().getJsonArray("seats")).containsExactly(BEST_SEAT);
    return holdAnySeat();
  }

  /**
   * A reservation, or null when everything is sold or the session has no attempts left; seats that
   * others hold may come back.
   */
  private String holdAnySeat() {
    visitor.awaitCall();
    visitor.enter();
    visitor.availableDates().expect(200);
    while (true) {
      boolean soldOut = true;
      for (String date : shuffledDates()) {
        List<JsonObject> seats = unsold(date);
        soldOut &= seats.isEmpty();
        String reservationId = holdOneOf(date, seats);
        if (reservationId != null) {
          return reservationId;
        }
      }
      if (soldOut || !attemptsLeft) {
        return null;
      }
      Pause.ms(LOOK_AGAIN_AFTER_MS);
    }
  }

  private List<String> shuffledDates() {
    List<String> dates = new ArrayList<>(sale.dates());
    Collections.shuffle(dates, random);
    return dates;
  }

  private List<JsonObject> unsold(String date) {
    return visitor.seats(date).stream()
        .filter(seat -> !isBest(date, seat.getString("seat")))
        .filter(seat -> !seat.getString("state").equals("SOLD"))
        .toList();
  }

  private boolean isBest(String date, String seat) {
    return date.equals(sale.dates().getFirst()) && seat.equals(BEST_SEAT);
  }

  private String holdOneOf(String date, List<JsonObject> seats) {
    List<String> free =
        seats.stream()
            .filter(seat -> seat.getString("state").equals("AVAILABLE"))
            .map(seat -> seat.getString("seat"))
            .toList();
    if (free.isEmpty()) {
      return null;
    }
    Answer answer = visitor.hold(date, free.get(random.nextInt(free.size())));
    if (answer.code().equals("hold-attempts")) {
      attemptsLeft = false;
      return null;
    }
    if (answer.expect(200, 201, 409).isOk()) {
      return answer.body().getString("reservationId");
    }
    lost(answer);
    return null;
  }

  private void lost(Answer answer) {
    assertThat(answer.code()).isEqualTo("seat-taken");
    witness.seatsLost.incrementAndGet();
  }

  private void buy(String reservationId) {
    if (reservationId == null) {
      leaveEmptyHanded();
      return;
    }
    charge();
    paid(visitor.pay(reservationId, UUID.randomUUID().toString()));
    awaitFreeSlot();
  }

  /** The first answer is never looked at; the second comes after the slot has gone. */
  private void payTwice(String reservationId) {
    if (reservationId == null) {
      leaveEmptyHanded();
      return;
    }
    charge();
    String key = UUID.randomUUID().toString();
    Answer lost = visitor.pay(reservationId, key);
    awaitFreeSlot();
    Answer again = visitor.pay(reservationId, key);
    paid(again);
    assertThat(again.isReplayed()).isTrue();
    assertThat(again.body().getString("paymentId")).isEqualTo(lost.body().getString("paymentId"));
    assertThat(visitor.reservation(reservationId).expect(200).body().getString("state"))
        .isEqualTo("CONFIRMED");
    witness.answersRepeated.incrementAndGet();
  }

  private void charge() {
    visitor.charge(Ticketing.PRICE, UUID.randomUUID().toString()).expect(200);
    witness.charges.incrementAndGet();
  }

  private void paid(Answer answer) {
    answer.expect(201);
    JsonObject reservation = answer.body().getJsonObject("reservation");
    assertThat(answer.body().getString("state")).isEqualTo("SUCCEEDED");
    assertThat(reservation.getString("state")).isEqualTo("CONFIRMED");
    witness.bought.add(
        new Witness.Bought(
            visitor.number(),
            reservation.getString("reservationId"),
            answer.body().getString("paymentId")));
  }

  private void awaitFreeSlot() {
    JsonObject end = visitor.awaitStatus(status -> !"ACTIVE".equals(status.getString("state")));
    assertThat(end.getString("state")).isEqualTo("COMPLETED");
    assertThat(end.getString("reason")).isEqualTo("paid");
  }

  private void leaveEmptyHanded() {
    witness.foundSoldOut.incrementAndGet();
    witness.gone.add(visitor.number());
    visitor.leave();
  }
}
