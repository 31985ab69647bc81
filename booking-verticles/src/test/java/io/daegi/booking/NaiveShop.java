package io.daegi.booking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** What booking should do, in the plainest way: maps, one caller at a time, no time. */
final class NaiveShop {

  private static final int MAX_SEATS = 4;
  private static final int MAX_ATTEMPTS = 10;

  /** One reservation. */
  static final class Hold {
    final int visitor;
    final List<String> seats;
    String state = "HELD";

    Hold(int visitor, List<String> seats) {
      this.visitor = visitor;
      this.seats = seats;
    }

    long total() {
      return seats.size() * TestShop.PRICE;
    }
  }

  private record Stored(Object body, String answer) {}

  final Map<UUID, Hold> idToHold = new LinkedHashMap<>();
  final Map<String, UUID> seatToHold = new HashMap<>();
  final Map<Integer, Long> visitorToBalance = new HashMap<>();
  final Map<Integer, List<String>> visitorToEvents = new HashMap<>();
  private final Map<List<Object>, Stored> keyToAnswer = new HashMap<>();
  private final Map<Integer, List<String>> visitorToTriedKeys = new HashMap<>();
  private final Map<Integer, Integer> visitorToAttempts = new HashMap<>();

  private void tell(int visitor, String type) {
    visitorToEvents.computeIfAbsent(visitor, v -> new ArrayList<>()).add(type);
  }

  private String once(int visitor, String route, String key, Object body, Supplier<String> work) {
    List<Object> slot = List.of(visitor, route, key);
    Stored stored = keyToAnswer.get(slot);
    if (stored != null) {
      return stored.body().equals(body) ? stored.answer() + " again" : "idempotency-conflict";
    }
    String answer = work.get();
    if (answer.startsWith("!")) {
      return answer.substring(1);
    }
    keyToAnswer.put(slot, new Stored(body, answer));
    return answer;
  }

  String charge(int visitor, long amount, String key) {
    return once(
        visitor,
        "charge",
        key,
        amount,
        () -> {
          visitorToBalance.merge(visitor, amount, Long::sum);
          tell(visitor, "balance.charged");
          return "balance " + visitorToBalance.get(visitor);
        });
  }

  /**
   * @param newId of the reservation, if there will be one
   */
  String reserve(int visitor, List<String> seats, String key, UUID newId) {
    List<String> tried = visitorToTriedKeys.computeIfAbsent(visitor, v -> new ArrayList<>());
    if (!tried.contains(key)) {
      if (visitorToAttempts.getOrDefault(visitor, 0) >= MAX_ATTEMPTS) {
        return "hold-attempts";
      }
      visitorToAttempts.merge(visitor, 1, Integer::sum);
      tried.add(key);
    }
    return once(visitor, "reserve", key, seats, () -> reserve(visitor, seats, newId));
  }

  private String reserve(int visitor, List<String> seats, UUID newId) {
    if (seats.stream().anyMatch(seat -> isOfAnother(visitor, seat))) {
      return fail(visitor, "seat-taken");
    }
    for (Map.Entry<UUID, Hold> one : idToHold.entrySet()) {
      Hold hold = one.getValue();
      if (hold.visitor == visitor && hold.state.equals("HELD") && hold.seats.equals(seats)) {
        return "held " + one.getKey();
      }
    }
    long has =
        idToHold.values().stream()
            .filter(hold -> hold.visitor == visitor)
            .filter(hold -> hold.state.equals("HELD") || hold.state.equals("CONFIRMED"))
            .mapToLong(hold -> hold.seats.size())
            .sum();
    if (has + seats.size() > MAX_SEATS) {
      return fail(visitor, "seat-limit");
    }
    if (seats.stream().anyMatch(seatToHold::containsKey)) {
      return fail(visitor, "seat-taken");
    }
    idToHold.put(newId, new Hold(visitor, seats));
    seats.forEach(seat -> seatToHold.put(seat, newId));
    tell(visitor, "reservation.held");
    return "created " + newId;
  }

  private boolean isOfAnother(int visitor, String seat) {
    UUID id = seatToHold.get(seat);
    return id != null && idToHold.get(id).visitor != visitor;
  }

  private String fail(int visitor, String code) {
    tell(visitor, "reservation.failed");
    return code;
  }

  String pay(int visitor, UUID id, String key) {
    return once(
        visitor,
        "pay",
        key,
        id,
        () -> {
          Hold hold = idToHold.get(id);
          if (hold == null || hold.visitor != visitor) {
            return "!reservation-unknown";
          }
          return switch (hold.state) {
            case "HELD" -> pay(hold);
            case "EXPIRED" -> "!hold-expired";
            case "CANCELLED" -> "!hold-cancelled";
            default -> "!already-confirmed";
          };
        });
  }

  private String pay(Hold hold) {
    long balance = visitorToBalance.getOrDefault(hold.visitor, 0L);
    if (balance < hold.total()) {
      tell(hold.visitor, "payment.failed");
      free(hold, "CANCELLED", "reservation.cancelled");
      return "insufficient-balance";
    }
    visitorToBalance.put(hold.visitor, balance - hold.total());
    hold.state = "CONFIRMED";
    tell(hold.visitor, "reservation.confirmed");
    tell(hold.visitor, "payment.succeeded");
    return "CONFIRMED";
  }

  private void free(Hold hold, String state, String event) {
    hold.state = state;
    seatToHold.values().removeIf(id -> Objects.equals(idToHold.get(id), hold));
    tell(hold.visitor, event);
  }

  String release(int visitor, UUID id) {
    Hold hold = idToHold.get(id);
    if (hold == null || hold.visitor != visitor) {
      return "reservation-unknown";
    }
    return switch (hold.state) {
      case "HELD" -> {
        free(hold, "CANCELLED", "reservation.cancelled");
        yield "released 1";
      }
      case "CONFIRMED" -> "already-confirmed";
      default -> "released 0";
    };
  }

  String releaseAll(int visitor) {
    List<Hold> held =
        idToHold.values().stream()
            .filter(hold -> hold.visitor == visitor && hold.state.equals("HELD"))
            .toList();
    held.forEach(hold -> free(hold, "CANCELLED", "reservation.cancelled"));
    return "released " + held.size();
  }

  String refund(UUID id) {
    Hold hold = idToHold.get(id);
    if (hold == null) {
      return "reservation-unknown";
    }
    if (hold.state.equals("REFUNDED")) {
      return "REFUNDED again";
    }
    if (!hold.state.equals("CONFIRMED")) {
      return "not-confirmed";
    }
    visitorToBalance.merge(hold.visitor, hold.total(), Long::sum);
    free(hold, "REFUNDED", "payment.refunded");
    return "REFUNDED";
  }

  void expire(UUID id) {
    free(idToHold.get(id), "EXPIRED", "reservation.expired");
  }
}
