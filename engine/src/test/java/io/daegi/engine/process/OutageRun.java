package io.daegi.engine.process;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import io.daegi.engine.model.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes the broker away from an engine under full load, for a blink and then for ten times as long
 * as anybody who waits may be silent, and brings it back on its data and its port.
 */
final class OutageRun {

  private static final String PREFIX = "outage.";
  private static final int LOOKS = 4;
  private static final long MOST_MORE_HEAP_BYTES = 32L << 20;
  private static final int MOST_MORE_THREADS = 6;
  private static final int TIMES_TTL = 10;

  private final Path folder;
  private final Duration waitingTtl;
  private final Consumer<String> words;
  private final List<String> faults = new ArrayList<>();

  OutageRun(Path folder, Duration waitingTtl, Consumer<String> words) {
    this.folder = folder;
    this.waitingTtl = waitingTtl;
    this.words = words;
  }

  /** Lives it through, and gives what must hold. */
  LogEvidence run() throws IOException, InterruptedException, JournalException {
    try (EmbeddedServices services =
        EmbeddedServices.start(folder, EnumSet.of(ServiceKind.KAFKA))) {
      var log = new KafkaLogConfig(services.broker().bootstrapServers(), PREFIX, Map.of());
      LogTopics.ensure(log, 1, 1);
      EngineLife life = EngineLife.inLine(log, folder.resolve("life"), waitingTtl.toMillis());
      try (LaunchedEngine engine = LaunchedEngine.start(life)) {
        engine.awaitToldJoins(life.joinsAtMost() - 1);
        services.broker().stop();
        services.broker().start();
        recover(engine, "after a blink");
        outage(services, engine);
        engine.end();
      }
      LogEvidence evidence =
          LogEvidence.of(log, folder.resolve(ServiceKind.KAFKA.folder()), List.of(life.folder()));
      require(evidence.abandoned() == 0, "somebody who waits is given up: %s", evidence.words());
      require(evidence.expired() == 0, "somebody runs out of time: %s", evidence.words());
      evidence.faults().addAll(faults);
      return evidence;
    }
  }

  private void outage(EmbeddedServices services, LaunchedEngine engine)
      throws IOException, InterruptedException {
    EngineReport before = engine.report();
    services.broker().stop();
    EngineReport last = before;
    for (int look = 1; look <= LOOKS; look++) {
      engine.letLive(waitingTtl.multipliedBy(TIMES_TTL).dividedBy(LOOKS));
      EngineReport now = engine.report();
      requireBounded(before, now);
      require(now.refused() > last.refused(), "nobody is refused: %s", now.words());
      words.accept("away, look %d of %d: %s".formatted(look, LOOKS, now.words()));
      last = now;
    }
    require(last.answered() == last.sent(), "somebody got no answer: %s", last.words());
    services.broker().start();
    requireBounded(before, recover(engine, "back"));
  }

  private EngineReport recover(LaunchedEngine engine, String when)
      throws IOException, InterruptedException {
    engine.awaitToldJoins(engine.toldJoins());
    engine.letLive(waitingTtl.multipliedBy(2));
    EngineReport now = engine.report();
    words.accept("%s: %s".formatted(when, now.words()));
    return now;
  }

  private void requireBounded(EngineReport before, EngineReport now) {
    require(
        now.heapBytes() < before.heapBytes() + MOST_MORE_HEAP_BYTES,
        "the heap grows: %s",
        now.words());
    require(now.threads() <= before.threads() + MOST_MORE_THREADS, "threads grow: %s", now.words());
    require(now.mostInside() <= Limits.RING_SIZE, "the ring grows: %s", now.words());
  }

  private void require(boolean holds, String fault, String value) {
    if (!holds) {
      faults.add(fault.formatted(value));
    }
  }
}
