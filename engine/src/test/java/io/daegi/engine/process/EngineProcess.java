package io.daegi.engine.process;

import io.daegi.engine.journal.kafka.KafkaJournal;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogFollower;
import io.daegi.engine.journal.kafka.SnapshotKeeper;
import io.daegi.engine.shard.Incarnation;
import io.daegi.engine.shard.OutcomeSource;
import io.daegi.engine.shard.Shard;
import io.daegi.engine.shard.ShardConfig;
import io.daegi.engine.shard.ShardListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An engine in a process of its own: the real shard on the real log, with a load that it puts on
 * itself, so that nothing but its log stands between a kill and what it had told. It obeys its
 * standard input: {@code report} writes a line of figures, the end of the input ends it in order.
 */
public final class EngineProcess implements ShardListener {

  /** So little that kills come while snapshots are written, too. */
  private static final long SNAPSHOT_EVERY_BYTES = 1 << 20;

  private static final long TICK_MS = 50;
  private static final long TURN_EVERY_US = 1_000;

  private final ScheduledExecutorService ingress = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong led = new AtomicLong();
  private volatile Incarnation leader;

  private EngineProcess() {}

  public static void main(String... arguments) {
    try {
      new EngineProcess().live(EngineLife.ofArguments(arguments));
      System.exit(0);
    } catch (IOException | RuntimeException e) {
      die(e);
    }
  }

  private void live(EngineLife life) throws IOException {
    KafkaLogConfig log = life.log();
    var sight = new Sight();
    var load = new FullLoad(life, sight, new ToldJoins.Writer(life.folder()));
    try (var follower =
            new LogFollower(log, 1, partition -> sight, partition -> {}, EngineProcess::die);
        var snapshots =
            SnapshotKeeper.leavingTheLog(log, 0, SNAPSHOT_EVERY_BYTES, EngineProcess::die);
        var shard =
            new Shard(
                ShardConfig.of(0, life.node(), TICK_MS),
                new KafkaJournal(log, 0),
                OutcomeSource.none(),
                ingress,
                this,
                new Shard.ShardClocks(
                    System::nanoTime, System::currentTimeMillis, sight::silenceMs))) {
      follower.start();
      snapshots.start();
      shard.start();
      shard.assign();
      var turns =
          ingress.scheduleWithFixedDelay(
              () -> turn(load), TURN_EVERY_US, TURN_EVERY_US, TimeUnit.MICROSECONDS);
      obey(life.folder(), load);
      turns.cancel(false);
    }
  }

  private void turn(FullLoad load) {
    try {
      load.turn(leader);
    } catch (RuntimeException | Error e) {
      die(e);
    }
  }

  private void obey(Path folder, FullLoad load) throws IOException {
    Path reports = reportsFile(folder);
    var words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String word = words.readLine(); word != null; word = words.readLine()) {
      System.gc();
      long heapBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      long threads = ManagementFactory.getThreadMXBean().getThreadCount();
      String line = load.report(heapBytes, threads, led.get()).toLine() + "\n";
      Files.writeString(reports, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  static Path reportsFile(Path folder) {
    return folder.resolve("reports.txt");
  }

  /** Ends the process at once, and says why. */
  static void die(Throwable cause) {
    cause.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  @Override
  public void leading(Incarnation incarnation) {
    led.incrementAndGet();
    leader = incarnation;
  }

  @Override
  public void stopped(Incarnation incarnation) {
    leader = null;
  }

  @Override
  public void failed(Throwable cause) {
    die(cause);
  }

  @Override
  public void appended(long batchNumber, long durationNs, int commands, int bytes) {}
}
