package io.daegi.engine.process;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Kills an engine under full load at moments drawn from a seed, again and again, and starts another
 * on what it left; then reads what the log and the broker's files say.
 */
final class KillRun {

  private static final String PREFIX = "kills.";
  private static final int KILLS_AT_START_ONE_OF = 5;
  private static final int LIVES_AT_MOST_MS = 1_500;

  private final Path folder;
  private final SplittableRandom random;
  private final int kills;
  private final Consumer<String> words;
  private final List<EngineLife> lives = new ArrayList<>();

  KillRun(Path folder, long seed, int kills, Consumer<String> words) {
    this.folder = folder;
    this.random = new SplittableRandom(seed);
    this.kills = kills;
    this.words = words;
  }

  /** Lives it through, and gives what must hold. */
  LogEvidence run() throws IOException, InterruptedException, JournalException {
    try (EmbeddedServices services =
        EmbeddedServices.start(folder, EnumSet.of(ServiceKind.KAFKA))) {
      var log = new KafkaLogConfig(services.broker().bootstrapServers(), PREFIX, Map.of());
      LogTopics.ensure(log, 1, 1);
      for (int kill = 1; kill <= kills; kill++) {
        liveAndDie(log, kill);
      }
      endInOrder(log);
      return LogEvidence.of(
          log,
          folder.resolve(ServiceKind.KAFKA.folder()),
          lives.stream().map(EngineLife::folder).toList());
    }
  }

  private EngineLife nextLife(KafkaLogConfig log) {
    int life = lives.size() + 1;
    lives.add(EngineLife.of(log, "node-" + life, folder.resolve("life-" + life), life));
    return lives.getLast();
  }

  private void liveAndDie(KafkaLogConfig log, int kill) throws IOException, InterruptedException {
    boolean atStart = kill > 1 && random.nextInt(KILLS_AT_START_ONE_OF) == 0;
    var time = Duration.ofMillis(random.nextInt(LIVES_AT_MOST_MS));
    long fromNs = System.nanoTime();
    try (LaunchedEngine engine = LaunchedEngine.start(nextLife(log))) {
      if (!atStart) {
        engine.awaitToldJoins(0);
      }
      double startedS = (System.nanoTime() - fromNs) / 1e9;
      engine.letLive(time);
      engine.kill();
      words.accept(
          atStart
              ? "kill %d of %d: %d ms after its start, %,d joins told"
                  .formatted(kill, kills, time.toMillis(), engine.toldJoins())
              : "kill %d of %d: first join told %.1f s after the start, killed %d ms later, %,d joins told"
                  .formatted(kill, kills, startedS, time.toMillis(), engine.toldJoins()));
    }
  }

  private void endInOrder(KafkaLogConfig log) throws IOException, InterruptedException {
    try (LaunchedEngine engine = LaunchedEngine.start(nextLife(log))) {
      engine.awaitToldJoins(0).end();
    }
  }
}
