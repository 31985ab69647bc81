package io.daegi.http.queue;

import io.daegi.engine.command.Outcome;
import io.daegi.http.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** {@code daegi_joins_total{queue,outcome}}; belongs to one event loop. */
public final class JoinCounter {

  private final MeterRegistry meters;
  private final Map<String, Map<Outcome, Counter>> queueToCounters = new HashMap<>();
  private final Map<String, Counter> queueToTooMany = new HashMap<>();

  public JoinCounter(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(String queueId, Outcome outcome) {
    queueToCounters
        .computeIfAbsent(queueId, id -> new EnumMap<>(Outcome.class))
        .computeIfAbsent(outcome, o -> counter(queueId, nameOf(o)))
        .increment();
  }

  /** A join that its address's limit kept from the engine. */
  void countTooMany(String queueId) {
    queueToTooMany
        .computeIfAbsent(queueId, id -> counter(id, ProblemCode.TOO_MANY_JOINS.code()))
        .increment();
  }

  private static String nameOf(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Counter counter(String queueId, String outcome) {
    return Counter.builder("daegi.joins")
        .description("Joins by how they ended")
        .tag("queue", queueId)
        .tag("outcome", outcome)
        .register(meters);
  }
}
