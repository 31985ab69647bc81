package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.peers.BenchServices;
import io.daegi.bench.peers.RedisRoom;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Numbers;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.core.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one who waits costs in memory, the detection of duplicates included. */
final class MemoryFigures implements FigureGroup {

  private static final int MOST_BYTES = 40;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int few = effort.choose(1_000_000, 20_000);
    int many = effort.choose(10_000_000, 40_000);
    List<Figure> figures = new ArrayList<>();
    for (int waiting : List.of(few, many)) {
      figures.addAll(machine(waiting));
      progress.say(
          "machine, %,d waiting: %s bytes a token"
              .formatted(waiting, Numbers.rounded(figures.getLast().value())));
    }
    figures.add(redis(few));
    return figures;
  }

  private static List<Figure> machine(int waiting) {
    long emptyBytes = heapBytes();
    var machine = new Machine(0);
    Crowd.waiting(machine, waiting, Crowd.BATCH).verify();
    double measured = (double) (heapBytes() - emptyBytes) / waiting;
    Map<String, Long> nameToBytes = Footprint.of(machine);
    long sum = nameToBytes.values().stream().mapToLong(Long::longValue).sum();
    String terms =
        nameToBytes.entrySet().stream()
            .filter(entry -> entry.getValue() >= waiting / 100)
            .map(
                entry ->
                    entry.getKey() + " " + Numbers.rounded((double) entry.getValue() / waiting))
            .collect(Collectors.joining(" + "));
    return List.of(
        new Figure(
            "memory of a token, %,d waiting".formatted(waiting),
            measured,
            "bytes/token",
            Goal.atMost(MOST_BYTES),
            "heap after collection, without what it was before"),
        new Figure(
            "memory of a token by its structures, %,d waiting".formatted(waiting),
            (double) sum / waiting,
            "bytes/token",
            Goal.atMost(MOST_BYTES),
            "all arrays that the machine reaches: " + terms));
  }

  private static Figure redis(int waiting) throws IOException {
    try (var services = new BenchServices(ServiceKind.REDIS);
        RedisRoom room = services.emptyRedis(64, Crowd.BATCH)) {
      long emptyBytes = room.usedBytes();
      room.join(waiting);
      room.verify();
      return new Figure(
          "memory of a member of a sorted set in Redis, %,d waiting".formatted(waiting),
          (double) (room.usedBytes() - emptyBytes) / waiting,
          "bytes/token",
          null,
          "used_memory by INFO, without what it was before; 16-byte members");
    }
  }

  private static long heapBytes() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
