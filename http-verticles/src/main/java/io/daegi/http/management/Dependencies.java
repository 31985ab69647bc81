package io.daegi.http.management;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What the process leans on, and {@code daegi_dependency_up{dependency}}. */
final class Dependencies {

  private final Map<String, BooleanSupplier> nameToIsUp;

  Dependencies(Map<String, BooleanSupplier> nameToIsUp, MeterRegistry meters) {
    this.nameToIsUp = nameToIsUp;
    nameToIsUp.forEach(
        (name, isUp) ->
            Gauge.builder("daegi.dependency.up", isUp, up -> up.getAsBoolean() ? 1 : 0)
                .description("Whether a dependency answered lately")
                .tag("dependency", name)
                .register(meters));
  }

  /** Each by name, in the order in which they were given. */
  Map<String, Boolean> look() {
    var nameToUp = new LinkedHashMap<String, Boolean>();
    nameToIsUp.forEach((name, isUp) -> nameToUp.put(name, isUp.getAsBoolean()));
    return nameToUp;
  }
}
