package io.daegi.booking.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Reservations and payments by outcome, living holds, and whether the ledger adds up. */
public final class BookingMetrics {

  /** Shown as zero from the start, so that the first one is seen as a rise. */
  private static final List<String> RESERVATION_OUTCOMES =
      List.of("held", "confirmed", "cancelled", "expired", "refunded", "seat-taken");

  private static final List<String> PAYMENT_OUTCOMES = List.of("succeeded", "insufficient-balance");

  private final MeterRegistry registry;
  private final Map<String, Counter> outcomeToReservations = new ConcurrentHashMap<>();
  private final Map<String, Counter> outcomeToPayments = new ConcurrentHashMap<>();
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong paying = new AtomicLong();
  private final AtomicLong imbalance = new AtomicLong();
  private final AtomicLong outbox = new AtomicLong();

  public BookingMetrics(MeterRegistry registry) {
    this.registry = registry;
    RESERVATION_OUTCOMES.forEach(outcome -> reservations(outcome));
    PAYMENT_OUTCOMES.forEach(outcome -> payments(outcome));
    holds("held", held);
    holds("paying", paying);
    Gauge.builder("daegi.ledger.imbalance", imbalance, AtomicLong::doubleValue)
        .description("Ledger transactions whose postings do not sum to zero")
        .register(registry);
    Gauge.builder("daegi.outbox.rows", outbox, AtomicLong::doubleValue)
        .description("Booking events that Kafka has not acknowledged yet")
        .register(registry);
  }

  private void holds(String state, AtomicLong count) {
    Gauge.builder("daegi.holds", count, AtomicLong::doubleValue)
        .description("Seats held or being paid for, in reservations")
        .tag("state", state)
        .register(registry);
  }

  /**
   * @param outcome a state in lower case, or a refusal's code
   */
  public void reservation(String outcome) {
    reservations(outcome).increment();
  }

  private Counter reservations(String outcome) {
    return outcomeToReservations.computeIfAbsent(outcome, this::newReservations);
  }

  private Counter newReservations(String outcome) {
    return Counter.builder("daegi.reservations")
        .description("Holds by what became of them: a state, or why there was none")
        .tag("outcome", outcome)
        .register(registry);
  }

  /**
   * @param outcome {@code succeeded} or a refusal's code
   */
  public void payment(String outcome) {
    payments(outcome).increment();
  }

  private Counter payments(String outcome) {
    return outcomeToPayments.computeIfAbsent(outcome, this::newPayments);
  }

  private Counter newPayments(String outcome) {
    return Counter.builder("daegi.payments")
        .description("Payments by outcome")
        .tag("outcome", outcome)
        .register(registry);
  }

  public void holds(long heldNow, long payingNow) {
    held.set(heldNow);
    paying.set(payingNow);
  }

  public void ledgerImbalance(long transactions) {
    imbalance.set(transactions);
  }

  public void outboxRows(long rows) {
    outbox.set(rows);
  }
}
