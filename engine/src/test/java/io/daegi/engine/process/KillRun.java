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
  private static final int LIVES_AT_MOST_MS = 2_500;

  /** What an engine is at when it is killed. */
  private enum When {
    STARTING,
    LEADING,
    FOLLOWED;

    static final When[] KINDS = {STARTING, LEADING, LEADING, LEADING, FOLLOWED};
  }

  private final Path folder;
  private final SplittableRandom random;
  private final int kills;
  private final Consumer<String> words;
  private final List<EngineLife> lives = new ArrayList<>();
  private final List<Double> startsS = new ArrayList<>();

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
      startsS.sort(null);
      words.accept(
          "from start to the first join told: %.1f s in the middle, %.1f s at most"
              .formatted(startsS.get(startsS.size() / 2), startsS.getLast()));
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
    When when = kill == 1 ? When.LEADING : When.KINDS[random.nextInt(When.KINDS.length)];
    var time = Duration.ofMillis(random.nextInt(LIVES_AT_MOST_MS));
    long fromNs = System.nanoTime();
    try (LaunchedEngine engine = LaunchedEngine.start(nextLife(log))) {
      String start = "not yet leading";
      if (when != When.STARTING) {
        engine.awaitToldJoins(0);
        startsS.add((System.nanoTime() - fromNs) / 1e9);
        start = "first join told %.1f s after the start".formatted(startsS.getLast());
      }
      engine.letLive(time);
      if (when == When.FOLLOWED) {
        start += ", then followed by another";
        beFollowed(log, engine);
      } else {
        engine.kill();
      }
      words.accept(
          "kill %d of %d: %s, killed after %d ms more, %,d joins told"
              .formatted(kill, kills, start, time.toMillis(), engine.toldJoins()));
    }
  }

  /** Another takes the partition while this one has all hands full; neither ends in order. */
  private void beFollowed(KafkaLogConfig log, LaunchedEngine engine)
      throws IOException, InterruptedException {
    try (LaunchedEngine next = LaunchedEngine.start(nextLife(log))) {
      next.awaitToldJoins(0);
      engine.kill();
      next.letLive(Duration.ofMillis(random.nextInt(LIVES_AT_MOST_MS)));
      next.kill();
    }
  }

  private void endInOrder(KafkaLogConfig log) throws IOException, InterruptedException {
    try (LaunchedEngine engine = LaunchedEngine.start(nextLife(log))) {
      engine.awaitToldJoins(0).end();
    }
  }
}
