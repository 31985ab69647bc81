package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.peers.ArrayQueueRoom;
import io.daegi.bench.peers.BenchServices;
import io.daegi.bench.peers.SkipListRoom;
import io.daegi.bench.peers.WaitingRoom;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Cost;
import io.daegi.bench.turns.Turns;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.model.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** A whole crowd in and out: our rungs, and what one would take instead, on the same machine. */
final class PeerFigures implements FigureGroup {

  private static final int MOST = 10_000_000;

  /** A long queue of our own needs a quarter of it; the rest is room for tables that grow. */
  private static final long HEAP_FOR_MOST = 2L << 30;

  private static final String MACHINE = "machine alone";
  private static final String PIPELINE = "pipeline without log";
  private static final String KAFKA = "pipeline with Kafka journal";
  private static final String RAW = "raw Disruptor";
  private static final String REDIS_16 = "Redis, 16 in flight";
  private static final String REDIS_64 = "Redis, 64 in flight";
  private static final String REDIS_LIBRARY = "Redis through vertx-redis-client, 64 in flight";
  private static final String SKIP_LIST = "ConcurrentSkipListMap";
  private static final String ARRAY_QUEUE = "ArrayBlockingQueue and ArrayDeque";

  private static final String BY_HAND =
      "sorted sets, loopback socket written to by hand, nothing kept on disk, Lua calls a batch";

  private static final Map<String, String> WAY_TO_MEANING =
      Map.of(
          MACHINE, "events encoded, one thread",
          PIPELINE, "3 stages, StageWaitStrategy, a journal that accepts at once",
          KAFKA,
              "3 stages, StageWaitStrategy, one transaction a batch, acks=all, one broker in the"
                  + " process, fsync each append, log replayed afterwards to the same state",
          RAW, "3 empty stages, StageWaitStrategy",
          REDIS_16, BY_HAND,
          REDIS_64, BY_HAND,
          REDIS_LIBRARY, "the same sorted sets and script, as a service would ask for them",
          SKIP_LIST, "with ConcurrentHashMap against duplicates, one thread",
          ARRAY_QUEUE, "with HashSet against duplicates, one worker");

  /**
   * One way's speed by another's.
   *
   * @param meaning what to know of it, before the conditions
   */
  private record Comparison(String of, String to, Goal goal, String meaning) {}

  private static final String IN_PROCESS = "in process against a socket; ";
  private static final String DURABLE =
      "durable, in process, against a socket and nothing on disk; ";
  private static final List<Comparison> COMPARISONS =
      List.of(
          new Comparison(PIPELINE, REDIS_16, Goal.atLeast(20), IN_PROCESS),
          new Comparison(PIPELINE, REDIS_64, Goal.atLeast(20), IN_PROCESS),
          new Comparison(PIPELINE, REDIS_LIBRARY, Goal.atLeast(20), IN_PROCESS),
          new Comparison(KAFKA, REDIS_16, Goal.atLeast(3), DURABLE),
          new Comparison(KAFKA, REDIS_64, Goal.atLeast(3), DURABLE),
          new Comparison(KAFKA, REDIS_LIBRARY, Goal.atLeast(3), DURABLE),
          new Comparison(PIPELINE, SKIP_LIST, null, ""),
          new Comparison(PIPELINE, ARRAY_QUEUE, null, ""),
          new Comparison(PIPELINE, RAW, null, ""));

  /** Opens one way in. */
  private interface Door {
    WaitingRoom open() throws Exception;
  }

  /**
   * Visitors in waves: as many wait at a time, and so often.
   *
   * @param waiting how many of a wave wait when the last of it has joined
   */
  private record Waves(int waiting, int count) {

    int visitors() {
      return waiting * count;
    }
  }

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (var services = new BenchServices(ServiceKind.KAFKA, ServiceKind.REDIS)) {
      Map<String, Door> doors = doors(services);
      for (Waves waves : waves(effort)) {
        figures.addAll(measure(waves, doors, new Turns(effort, progress)));
      }
      doors.keySet().retainAll(Set.of(MACHINE, PIPELINE, RAW));
      var most = new Waves(effort.choose(MOST, 10_000), 1);
      if (effort.isQuick() || Runtime.getRuntime().maxMemory() >= HEAP_FOR_MOST) {
        figures.addAll(measure(most, doors, new Turns(effort.withAtMost(3), progress)));
      } else {
        progress.say("%,d waiting left out: the heap is too small".formatted(most.waiting));
      }
    }
    return figures;
  }

  private static List<Waves> waves(Effort effort) {
    return effort.isQuick()
        ? List.of(new Waves(1_000, 2), new Waves(5_000, 1))
        : List.of(new Waves(1_000, 20), new Waves(100_000, 1), new Waves(1_000_000, 1));
  }

  private static Map<String, Door> doors(BenchServices services) {
    Map<String, Door> doors = new LinkedHashMap<>();
    doors.put(MACHINE, () -> new RungRoom(new MachineRung()));
    doors.put(PIPELINE, () -> new RungRoom(new PipelineRung(new InstantJournal())));
    doors.put(REDIS_64, () -> services.emptyRedis(64, Crowd.BATCH));
    doors.put(KAFKA, () -> new RungRoom(new KafkaRung(services.newLog())));
    doors.put(REDIS_16, () -> services.emptyRedis(16, Crowd.BATCH));
    doors.put(REDIS_LIBRARY, () -> services.emptyRedisOfLibrary(64, Crowd.BATCH));
    doors.put(RAW, () -> new RungRoom(new RawRung()));
    doors.put(SKIP_LIST, () -> new SkipListRoom(Crowd.BATCH));
    doors.put(ARRAY_QUEUE, () -> new ArrayQueueRoom(Limits.RING_SIZE, Crowd.BATCH));
    return doors;
  }

  private static List<Figure> measure(Waves waves, Map<String, Door> doors, Turns turns)
      throws Exception {
    Map<String, Callable<Cost>> ways = new LinkedHashMap<>();
    doors.forEach((way, door) -> ways.put(way, () -> admit(waves, door)));
    Map<String, List<Cost>> costs = turns.run(ways);
    Map<String, Samples> wayToRate = new LinkedHashMap<>();
    costs.forEach(
        (way, of) ->
            wayToRate.put(way, Samples.of(of, cost -> waves.visitors() * 1e9 / cost.wallNs())));
    String how =
        "%,d wait, then are called %,d at a time and complete; %s"
            .formatted(
                waves.waiting, Crowd.BATCH, waves.count == 1 ? "once" : waves.count + " times");
    List<Figure> figures = new ArrayList<>();
    wayToRate.forEach(
        (way, rate) ->
            figures.add(
                rate.toFigure(
                    "%s, %,d wait".formatted(way, waves.waiting),
                    "visitors/s",
                    null,
                    how + "; " + WAY_TO_MEANING.get(way))));
    figures.addAll(ratios(waves, wayToRate, how));
    return figures;
  }

  private static List<Figure> ratios(Waves waves, Map<String, Samples> wayToRate, String how) {
    return COMPARISONS.stream()
        .filter(one -> wayToRate.containsKey(one.of) && wayToRate.containsKey(one.to))
        .map(
            one ->
                wayToRate
                    .get(one.of)
                    .dividedBy(wayToRate.get(one.to))
                    .toFigure(
                        "%s against %s, %,d wait".formatted(one.of, one.to, waves.waiting),
                        "ratio",
                        one.goal,
                        one.meaning + how))
        .toList();
  }

  private static Cost admit(Waves waves, Door door) throws Exception {
    try (WaitingRoom room = door.open()) {
      Cost cost =
          Cost.of(
              () -> {
                for (int i = 0; i < waves.count; i++) {
                  room.join(waves.waiting);
                  room.pass(waves.waiting);
                }
              });
      room.verify();
      return cost;
    }
  }
}
