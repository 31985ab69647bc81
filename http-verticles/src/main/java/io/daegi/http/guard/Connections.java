package io.daegi.http.guard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** All connections of this process. One for all event loops, safe from any of them. */
public final class Connections {

  /** Why a connection was closed that would have stayed. */
  enum Cut {
    FULL,
    NO_REQUEST,
    SLOW_BODY
  }

  private final ConnectionLimits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<Cut, Counter> cutToCount = new EnumMap<>(Cut.class);

  public Connections(ConnectionLimits limits, MeterRegistry meters) {
    this.limits = limits;
    Gauge.builder("daegi.connections", open, AtomicInteger::get)
        .description("Open connections of visitors, operators and shops")
        .register(meters);
    for (var cut : Cut.values()) {
      cutToCount.put(
          cut,
          Counter.builder("daegi.connections.cut")
              .description("Connections that were closed for being too many or too slow")
              .tag("reason", cut.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .register(meters));
    }
  }

  ConnectionLimits limits() {
    return limits;
  }

  /** Counts a connection; false when there is no room for it, and then it is not counted. */
  boolean tryOpen() {
    if (open.incrementAndGet() > limits.maxConnections()) {
      open.decrementAndGet();
      cut(Cut.FULL);
      return false;
    }
    return true;
  }

  void closed() {
    open.decrementAndGet();
  }

  void cut(Cut why) {
    cutToCount.get(why).increment();
  }
}
