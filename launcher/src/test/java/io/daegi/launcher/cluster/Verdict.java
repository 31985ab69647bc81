package io.daegi.launcher.cluster;

import static org.awaitility.Awaitility.await;

import io.daegi.engine.model.TokenState;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.token.QueueToken;
import io.daegi.http.token.TokenCodec;
import io.daegi.launcher.sale.ShopEvidence;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** What visitors were told, against what the log and PostgreSQL know. */
final class Verdict {
  private static final int SHOWN_AT_MOST = 20;

  private final Duration quietWithin;
  private final Duration heardWithin;
  private final List<String> broken = new ArrayList<>();

  /**
   * @param quietWithin how long booking may take to end what was begun
   * @param heardWithin how long the log may take to hear of a payment
   */
  Verdict(Duration quietWithin, Duration heardWithin) {
    this.quietWithin = quietWithin;
    this.heardWithin = heardWithin;
  }

  /** Whatever does not hold; empty when all does. */
  List<String> broken() {
    return broken;
  }

  private void add(String what, List<String> faults) {
    faults.stream().limit(SHOWN_AT_MOST).forEach(fault -> broken.add(what + ": " + fault));
    if (faults.size() > SHOWN_AT_MOST) {
      broken.add(what + ": and " + (faults.size() - SHOWN_AT_MOST) + " more");
    }
  }

  void told(Told told) {
    add("told", List.copyOf(told.wrong));
  }

  void log(WatchedLog log) {
    add("log", log.faults());
  }

  void writers(List<String> faults) {
    add("writers", faults);
  }

  void filled(List<String> faults) {
    add("filled", faults);
  }

  /** Each place that was told is in the log, under its number, and its visitor's. */
  void places(Told told, WatchedLog log, TokenCodec codec) {
    List<String> faults = new ArrayList<>();
    Set<Told.Place> seen = new HashSet<>();
    told.tokenToPlace.forEach(
        (text, place) -> {
          QueueToken token = codec.decode(text);
          VisitorId visitor =
              log.placesOf(place.queueId()).visitor(place.queueId(), place.number());
          if (!isOf(token, place)) {
            faults.add(place + " was told with a token of another place");
          } else if (visitor == null) {
            faults.add(place + " was told and is lost");
          } else if (!visitor.equals(token.visitor())) {
            faults.add(place + " was told and is another's");
          }
          if (!seen.add(place)) {
            faults.add(place + " was told twice");
          }
        });
    add("places", faults);
  }

  private static boolean isOf(QueueToken token, Told.Place place) {
    return token != null
        && token.queueId().equals(place.queueId())
        && token.entry() == place.number();
  }

  /** Nobody who paid keeps a slot, once the log has heard of it. */
  void slots(Told told, WatchedLog log) {
    try {
      await().pollDelay(Duration.ZERO).atMost(heardWithin).until(() -> inside(told, log).isEmpty());
    } catch (ConditionTimeoutException e) {
      add("slots", inside(told, log));
    }
  }

  private static List<String> inside(Told told, WatchedLog log) {
    List<String> inside = new ArrayList<>();
    for (Told.Bought one : told.bought) {
      TokenState state = log.state(one.place());
      if (state == null || !state.isEnded()) {
        inside.add(one.place() + " paid and is " + state);
      }
    }
    return inside;
  }

  /** Prometheus sees every process and all that the dashboard asks, and saw no promise broken. */
  void seen(ClusterEyes eyes, Duration within) throws IOException {
    try {
      await().pollDelay(Duration.ZERO).atMost(within).until(() -> eyes.faults().isEmpty());
    } catch (ConditionTimeoutException e) {
      add("seen", eyes.faults());
    }
  }

  /** Waits until everything that was begun is ended, and looks at every row then. */
  void shop(ShopEvidence shop, Told told, Map<String, Long> collected) {
    try {
      await().pollDelay(Duration.ZERO).atMost(quietWithin).until(() -> isQuiet(shop));
    } catch (ConditionTimeoutException e) {
      add("unfinished", unfinished(shop));
    }
    add("audit", shop.texts("select finding || ': ' || subject from booking_audit"));
    add("shop", shop.faults());
    add("paid", notPaid(shop, told));
    add("collected", notCredited(shop, collected));
  }

  private static boolean isQuiet(ShopEvidence shop) {
    return unfinished(shop).isEmpty();
  }

  private static List<String> unfinished(ShopEvidence shop) {
    return shop.texts(
        """
        select 'reservation ' || reservation_id || ' ' || state from reservation
         where state in ('HELD', 'PAYING')
        union all select 'outbox ' || event_id from outbox
        union all select 'top-up ' || top_up_id || ' ' || state from top_up
         where state in ('OPEN', 'RETURNING')""");
  }

  private static List<String> notPaid(ShopEvidence shop, Told told) {
    Set<String> paid =
        new HashSet<>(
            shop.texts(
                """
                select y.payment_id || ' ' || r.reservation_id
                  from payment y join reservation r using (reservation_id)
                 where y.state = 'SUCCEEDED' and r.state = 'CONFIRMED'"""));
    return told.bought.stream()
        .map(one -> one.paymentId() + " " + one.reservationId())
        .filter(pair -> !paid.contains(pair))
        .map(pair -> "was told and is not paid and confirmed: " + pair)
        .toList();
  }

  private static List<String> notCredited(ShopEvidence shop, Map<String, Long> collected) {
    Set<String> credited =
        new HashSet<>(
            shop.texts("select top_up_id || ' ' || amount from top_up where state = 'CREDITED'"));
    List<String> faults = new ArrayList<>();
    collected.forEach(
        (id, amount) -> {
          if (!credited.remove(id + " " + amount)) {
            faults.add("collected and not credited: " + id);
          }
        });
    credited.forEach(id -> faults.add("credited and never collected: " + id));
    return faults;
  }
}
