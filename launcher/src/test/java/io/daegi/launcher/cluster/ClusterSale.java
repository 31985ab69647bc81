package io.daegi.launcher.cluster;

import io.daegi.embedded.FreePorts;
import io.daegi.engine.process.WriterEvidence;
import io.daegi.http.token.TokenCodec;
import io.daegi.launcher.sale.ShopEvidence;
import io.daegi.launcher.sale.TopUpHouse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One run: a cluster, a sale in each partition, mishaps, and what remains of the promises. */
final class ClusterSale implements AutoCloseable {
  private static final Duration FINISHES_WITHIN = Duration.ofSeconds(60);
  private static final Duration READ_WITHIN = Duration.ofMinutes(2);
  private static final Duration QUIET_WITHIN = Duration.ofSeconds(150);
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(30);

  private final Path dir;
  private final Ground ground;
  private final Consumer<String> words;
  private final TopUpHouse house;
  private final Cluster cluster;
  private final List<SaleQueue> queues =
      IntStream.range(0, Cluster.PARTITIONS)
          .mapToObj(partition -> new SaleQueue(Cluster.queueIn(partition, "sale")))
          .toList();
  private final String line = Cluster.queueIn(0, "line");
  private final Told told = new Told();

  private ClusterSale(Path dir, Ground ground, Consumer<String> words) throws Exception {
    this.dir = dir;
    this.ground = ground;
    this.words = words;
    TestCertificate certificate = TestCertificate.in(dir, "us", ground.gateway());
    this.house = new TopUpHouse(certificate.server(), ground.gateway());
    this.cluster = Cluster.start(dir, ground, ClusterShape.WHOLE, certificate, house.settings());
  }

  static ClusterSale open(Path dir, Optional<Network> network, Consumer<String> words)
      throws Exception {
    Ground ground = Ground.ofProcesses(dir, network);
    try {
      return new ClusterSale(dir, ground, words);
    } catch (Exception e) {
      ground.close();
      throw e;
    }
  }

  /** Whether every promise was kept. */
  boolean run(ClusterOrder order) throws Exception {
    words.accept("two engines, three edges and two bookings are ready");
    tellBuilds();
    queues.forEach(queue -> queue.open(cluster));
    Verdict verdict = new Verdict(QUIET_WITHIN, HEARD_WITHIN);
    Optional<FilledLine> filled = Optional.empty();
    LogWatch watch = LogWatch.start(ground.kafka(), Cluster.PARTITIONS);
    try (watch;
        ClusterEyes eyes =
            ClusterEyes.open(dir.resolve("prometheus"), cluster, Duration.ofSeconds(5))) {
      if (order.waiting() > 0) {
        filled = Optional.of(fill(order.waiting(), order.seed()));
      }
      List<MishapRow> rows = live(order, watch.log(), verdict);
      words.accept(MishapTable.of(rows));
      words.accept("alerts that fired: " + eyes.fired());
      verdict.seen(eyes, SEEN_WITHIN);
      ShopEvidence shop = new ShopEvidence(ground.services().database().address());
      verdict.shop(shop, told, house.collected());
      verdict.slots(told, watch.log());
      watch.awaitEnd(READ_WITHIN);
    }
    tellBuilds();
    judge(verdict, watch.log(), filled);
    return tell(verdict, watch.log());
  }

  private void tellBuilds() throws IOException {
    if (Builds.areTwo()) {
      for (Member member : cluster.members()) {
        words.accept(member.name() + " is of " + member.build());
      }
    }
  }

  private FilledLine fill(int waiting, long seed) throws Exception {
    cluster.openQueue(line, new JsonObject().put("capacity", 1));
    FilledLine filled = new FilledLine(line, waiting, seed);
    long fromNs = System.nanoTime();
    new Filler(filled, words).fill(cluster, FreePorts.one());
    words.accept("%,d wait after %.0f s".formatted(waiting, (System.nanoTime() - fromNs) / 1e9));
    return filled;
  }

  private List<MishapRow> live(ClusterOrder order, WatchedLog log, Verdict verdict)
      throws Exception {
    List<MishapRow> rows = new ArrayList<>();
    Random random = order.random();
    try (SaleCrowd crowd = new SaleCrowd(cluster, queues, told)) {
      MishapRun run = new MishapRun(cluster, dir.resolve("services"), crowd, random);
      if (!run.settle()) {
        verdict.broken().add("joins do not work before anything happened");
      }
      for (Mishap mishap : Mishap.drawn(order.wanted(possible()), order.faults(), random)) {
        MishapRow row = run.happen(mishap);
        rows.add(row);
        words.accept("%d of %d: %s".formatted(rows.size(), order.faults(), row.words()));
        if (!row.works()) {
          verdict.broken().add("joins do not work again after: " + row.words());
        }
        log.faults().forEach(fault -> words.accept("BROKEN " + fault));
        told.wrong.forEach(wrong -> words.accept("BROKEN " + wrong));
      }
      crowd.end(FINISHES_WITHIN);
      crowd.polls().failures().stream()
          .limit(20)
          .forEach(failure -> words.accept("poll: " + failure));
    }
    return rows;
  }

  private List<Mishap> possible() throws InterruptedException {
    boolean slowDisk = SlowDisk.isPossible();
    if (!slowDisk) {
      words.accept("SKIPPED: no disk is slow: strace is not installed, or may not trace");
    }
    boolean cuts = ground.network().isPresent();
    return Mishap.all().stream()
        .filter(one -> slowDisk || one.deed() != Mishap.Deed.SLOW_DISK)
        .filter(one -> cuts || !one.deed().isCut())
        .toList();
  }

  private void judge(Verdict verdict, WatchedLog log, Optional<FilledLine> filled)
      throws Exception {
    TokenCodec codec = new TokenCodec(cluster.keys(), InstantSource.system());
    verdict.told(told);
    verdict.log(log);
    verdict.places(told, log, codec);
    filled.ifPresent(one -> verdict.filled(one.faults(log.placesOf(line))));
    for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
      WriterEvidence writers =
          WriterEvidence.of(ground.broker().folder(), "daegi.admission", partition);
      verdict.writers(writers.faults());
    }
  }

  private boolean tell(Verdict verdict, WatchedLog log) {
    words.accept(
        "%,d places told, %,d top-ups, %,d paid and confirmed, %,d seats lost to others, %,d sessions run out; led %d times in turn"
            .formatted(
                told.tokenToPlace.size(),
                told.charges.get(),
                told.bought.size(),
                told.seatsLost.get(),
                told.sessionsOver.get(),
                log.leaders()));
    verdict.broken().forEach(one -> words.accept("BROKEN: " + one));
    words.accept(
        verdict.broken().isEmpty() ? "no promise broken" : verdict.broken().size() + " broken");
    return verdict.broken().isEmpty();
  }

  @Override
  public void close() {
    cluster.close();
    house.close();
    ground.close();
  }
}
