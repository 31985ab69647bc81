package io.daegi.engine.process;

import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one life of {@link EngineProcess} is told by its command line.
 *
 * @param bootstrapServers of the log
 * @param topicPrefix of the log
 * @param node the process's name, as the log will tell it
 * @param folder where it writes what it tells; its own
 * @param life the upper half of its visitors' ids; no two lives on one log may share it
 * @param capacity of the queue, when this life is the one that makes it
 * @param waitingTtlMs of the queue, likewise
 * @param noShows whether some of the called do not come in, and are soon given up
 * @param joinsPerSecond new visitors; everything else of the load is as much as the ring takes
 * @param joinsAtMost new visitors in the whole life
 */
public record EngineLife(
    String bootstrapServers,
    String topicPrefix,
    String node,
    Path folder,
    long life,
    int capacity,
    long waitingTtlMs,
    boolean noShows,
    int joinsPerSecond,
    int joinsAtMost) {

  public static final String QUEUE = "demo";

  private static final long SHORT_READY_TTL_MS = 1_000;
  private static final long SESSION_MS = 60_000;

  /** A life of usual load: many are called, nobody who waits is given up. */
  public static EngineLife of(KafkaLogConfig log, String node, Path folder, long life) {
    return new EngineLife(
        log.bootstrapServers(),
        log.topicPrefix(),
        node,
        folder,
        life,
        2_000,
        1_800_000,
        true,
        20_000,
        60_000);
  }

  /** A life with a long line before a small shop: everybody gives signs of life, and comes in. */
  static EngineLife inLine(KafkaLogConfig log, Path folder, long waitingTtlMs) {
    return new EngineLife(
        log.bootstrapServers(),
        log.topicPrefix(),
        "node",
        folder,
        1,
        10,
        waitingTtlMs,
        false,
        2_000,
        3_000);
  }

  KafkaLogConfig log() {
    return new KafkaLogConfig(bootstrapServers, topicPrefix, Map.of());
  }

  QueueSettings queueSettings() {
    return new QueueSettings(
        QUEUE,
        capacity,
        100_000,
        noShows ? SHORT_READY_TTL_MS : SESSION_MS,
        SESSION_MS,
        SESSION_MS,
        waitingTtlMs,
        0,
        PassMode.ONLINE,
        QUEUE,
        16_000_000);
  }

  List<String> toArguments() {
    return List.of(
        bootstrapServers,
        topicPrefix,
        node,
        folder.toString(),
        Long.toString(life),
        Integer.toString(capacity),
        Long.toString(waitingTtlMs),
        Boolean.toString(noShows),
        Integer.toString(joinsPerSecond),
        Integer.toString(joinsAtMost));
  }

  static EngineLife ofArguments(String... arguments) {
    return new EngineLife(
        arguments[0],
        arguments[1],
        arguments[2],
        Path.of(arguments[3]),
        Long.parseLong(arguments[4]),
        Integer.parseInt(arguments[5]),
        Long.parseLong(arguments[6]),
        Boolean.parseBoolean(arguments[7]),
        Integer.parseInt(arguments[8]),
        Integer.parseInt(arguments[9]));
  }
}
