package io.daegi.booking.store;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.ShowRef;
import io.daegi.booking.rules.KeyedIds;
import io.daegi.booking.store.AnswerStore.Slot;
import io.daegi.engine.model.VisitorId;
import java.util.List;
import java.util.UUID;

/** Where the answer to each kind of POST is stored, and what makes two requests the same. */
public final class AnswerSlots {

  private AnswerSlots() {}

  public static Slot ofHold(VisitorId visitor, ShowRef show, List<String> seats, String key) {
    String hash = KeyedIds.bodyHash(show.concertId(), show.date(), show.showId(), seats);
    return new Slot(visitor, "reservations", key, hash);
  }

  public static Slot ofCharge(VisitorId visitor, Money money, String key) {
    String hash = KeyedIds.bodyHash(money.amount(), money.currency());
    return new Slot(visitor, "charge-balance", key, hash);
  }

  public static Slot ofPayment(VisitorId visitor, UUID reservationId, String key) {
    return new Slot(visitor, "payments", key, KeyedIds.bodyHash(reservationId));
  }
}
