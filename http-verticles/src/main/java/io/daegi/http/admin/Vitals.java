package io.daegi.http.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the process's own meters say that the board does not. A meter that is not there is a part
 * that this process does not run: its figure is null, not 0. Belongs to one event loop.
 */
final class Vitals {

  private static final String PARTITION = "partition";

  private final MeterRegistry meters;
  private final Map<String, Gauge> nameToGauge = new HashMap<>();

  Vitals(MeterRegistry meters) {
    this.meters = meters;
  }

  /** How long the first in line has waited; null when nobody here counts it. */
  Long oldestWaitMs(String queueId) {
    var seconds = value("daegi.oldest.wait", "queue", queueId);
    return seconds == null ? null : Math.round(1_000 * seconds);
  }

  /** How the parts are that a queue of this partition leans on. */
  JsonObject health(int partition) {
    var number = Integer.toString(partition);
    return new JsonObject()
        .put("leads", isOne(value("daegi.engine.owner", PARTITION, number)))
        .put("journalLag", journalLag(number))
        .put("appendMsMax", appendMsMax(number))
        .put("ringFree", value("daegi.ring.free.ratio", PARTITION, number))
        .put("streams", streams())
        .put("dependencies", dependencies());
  }

  private Long journalLag(String partition) {
    var lag = value("daegi.pipeline.lag.commands", PARTITION, partition, "stage", "journal");
    return lag == null ? null : Math.round(lag);
  }

  private Double appendMsMax(String partition) {
    var append = meters.find("daegi.journal.append").tag(PARTITION, partition).timer();
    return append == null ? null : append.max(TimeUnit.MILLISECONDS);
  }

  private long streams() {
    return meters.find("daegi.streams").gauges().stream()
        .mapToLong(gauge -> Math.round(gauge.value()))
        .sum();
  }

  private JsonObject dependencies() {
    var dependencies = new JsonObject();
    for (var gauge : meters.find("daegi.dependency.up").gauges()) {
      dependencies.put(gauge.getId().getTag("dependency"), gauge.value() == 1);
    }
    return dependencies;
  }

  private static Boolean isOne(Double value) {
    return value == null ? null : value == 1;
  }

  /** The value of a gauge; null without it, and for one that has nothing to tell. */
  private Double value(String name, String... tags) {
    var key = name + String.join(",", tags);
    var gauge = nameToGauge.get(key);
    if (gauge == null) {
      gauge = meters.find(name).tags(tags).gauge();
      if (gauge == null) {
        return null;
      }
      nameToGauge.put(key, gauge);
    }
    double value = gauge.value();
    return Double.isFinite(value) ? value : null;
  }
}
