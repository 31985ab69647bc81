package io.daegi.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.StepwisePurchase.Course;
import io.daegi.booking.StepwisePurchase.Step;
import io.daegi.booking.api.Concert;
import io.daegi.embedded.EmbeddedService;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the saga runs in or stands on is killed with SIGKILL: after each of its steps, and at any
 * moment while many buy. The buyers ask again under the same keys.
 */
class SagaKilledTest {

  private static final Logger LOG = LoggerFactory.getLogger(SagaKilledTest.class);

  /** {@code -Ddaegi.cuts=44} kills each of them after each step of each course. */
  private static final int CUTS = Integer.getInteger("daegi.cuts", 2);

  /** {@code -Ddaegi.kills=20} for a long proof. */
  private static final int KILLS = Integer.getInteger("daegi.kills", 1);

  private static final long SEED = Long.getLong("daegi.seed", System.nanoTime());

  private enum Victim {
    PROCESS,
    POSTGRES,
    BROKER,
    REDIS
  }

  private record Cut(Victim victim, Course course, Step after) {}

  @TempDir private static Path folder;
  private static BrokerProcess broker;
  private static TestShop shop;

  @BeforeAll
  static void open() throws SQLException {
    broker = BrokerProcess.start(folder);
    shop = TestShop.openOn(site -> site.withBootstrapServers(broker.bootstrapServers()));
    // What the server acknowledged outlives its processes, though not the machine.
    TestShop.execute("alter database daegi set synchronous_commit = on");
    shop.stop();
    shop.start();
  }

  @AfterAll
  static void close() {
    shop.close();
    broker.close();
  }

  @Test
  void endsOnceAsItShouldThoughAnyOfThemIsKilledAfterAnyStep() throws Exception {
    Concert concert = shop.concert();
    List<Cut> cuts = cuts();
    LOG.info("{} cuts of seed {}", cuts.size(), SEED);
    for (int i = 0; i < cuts.size(); i++) {
      Cut cut = cuts.get(i);
      LOG.info("{} is killed after {} of somebody who {}", cut.victim(), cut.after(), cut.course());
      StepwisePurchase purchase = StepwisePurchase.in(shop, concert, i + 1).on(cut.course());
      cutAndFinish(purchase, cut, concert, i + 1);

      purchase.requireFinished(shop);
    }
    assertThat(shop.events.all().stream().map(EventLog.Told::id)).doesNotHaveDuplicates();
  }

  /** Each victim in turn, after steps in an order of chance. */
  private static List<Cut> cuts() {
    Random random = new Random(SEED);
    List<List<Cut>> byVictim = new ArrayList<>();
    for (Victim victim : Victim.values()) {
      List<Cut> all = new ArrayList<>();
      for (Course course : Course.values()) {
        course.own().forEach(step -> all.add(new Cut(victim, course, step)));
      }
      Collections.shuffle(all, random);
      byVictim.add(all);
    }
    Collections.shuffle(byVictim, random);
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i < byVictim.getFirst().size(); i++) {
      int round = i;
      byVictim.forEach(all -> cuts.add(all.get(round)));
    }
    return cuts.subList(0, Math.min(CUTS, cuts.size()));
  }

  private static void cutAndFinish(StepwisePurchase purchase, Cut cut, Concert concert, int number)
      throws Exception {
    if (cut.victim() == Victim.PROCESS) {
      shop.stop();
      try (LaunchedProcess process =
          LaunchedProcess.start(
              StepProcess.class,
              StepProcess.arguments(
                  shop.site(),
                  TestShop.show(concert),
                  concert.queueId(),
                  number,
                  cut.course(),
                  cut.after()))) {
        process.awaitSaid(StepProcess.REACHED, 1);
        process.kill();
      }
      shop.start();
      purchase.finish();
      return;
    }
    purchase.makeUpTo(cut.after());
    kill(cut.victim());
    CompletableFuture<Void> finished = CompletableFuture.runAsync(purchase::finish);
    startAgain(cut.victim());
    finished.get(90, TimeUnit.SECONDS);
  }

  private static void kill(Victim victim) {
    switch (victim) {
      case POSTGRES -> RealServices.kill(RealServices.postgres());
      case BROKER -> broker.kill();
      case REDIS -> RealServices.kill(RealServices.redis());
      case PROCESS -> throw new IllegalArgumentException("this process lives");
    }
  }

  private static void startAgain(Victim victim) {
    switch (victim) {
      case POSTGRES -> restart(shop.services().database());
      case BROKER -> broker.startAgain();
      case REDIS -> restart(shop.services().cache());
      case PROCESS -> throw new IllegalArgumentException("this process lives");
    }
  }

  private static void restart(EmbeddedService service) {
    service.stop();
    service.start();
  }

  @Test
  void tellsEachEventOnceThoughTheBrokerIsKilledWhilePeopleBuy() {
    Random random = new Random(SEED);
    LOG.info("{} kills of seed {}", KILLS, SEED);
    try (Shoppers shoppers = new Shoppers(shop)) {
      for (int kill = 0; kill < KILLS; kill++) {
        shoppers.awaitMore(1 + random.nextInt(40));
        broker.kill();
        shoppers.awaitMore(20);
        broker.startAgain();
      }
      shoppers.awaitMore(20);
      shoppers.finishAndCheck();
    }
  }
}
