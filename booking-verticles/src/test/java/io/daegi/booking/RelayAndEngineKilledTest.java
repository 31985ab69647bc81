package io.daegi.booking;

import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.EventLog.Told;
import io.daegi.booking.WrittenOutbox.Written;
import io.daegi.booking.api.Concert;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process whose relay serves a partition and the engine are killed with SIGKILL, again and
 * again, while people buy, and at last the former is stopped in the middle of a batch, replaced,
 * and woken: what was committed to the outbox is on Kafka once and in order, and has its effect on
 * the queue once.
 */
class RelayAndEngineKilledTest {

  private static final Logger LOG = LoggerFactory.getLogger(RelayAndEngineKilledTest.class);

  /** {@code -Ddaegi.kills=20} for a long proof. */
  private static final int KILLS = Integer.getInteger("daegi.kills", 1);

  private static final int STOPS = Integer.getInteger("daegi.stops", 1);

  private static final long SEED = Long.getLong("daegi.seed", System.nanoTime());

  /** For each partition. */
  private static final int BUYERS_A_ROUND = 10;

  private static final int BUYERS = BUYERS_A_ROUND * (KILLS + STOPS + 1);

  /** Rows in each partition: many batches of the relay, so that it is stopped within one. */
  private static final int BACKLOG = 4_000;

  private static final String WRITE_BACKLOG =
      """
      insert into outbox (partition, event_id, type, token_id, subject, data)
      select p, gen_random_uuid(), 'io.daegi.balance.charged.v1', 'backlog-' || p, 'nobody', '{}'
        from generate_series(0, %d) p, generate_series(1, %d)\
      """
          .formatted(TestShop.PARTITIONS - 1, BACKLOG);

  private final Random random = new Random(SEED);
  private TestShop shop;
  private KafkaLogConfig log;
  private List<Concert> concerts;
  private WrittenOutbox written;
  private Clerk clerk;
  private LaunchedProcess engine;
  private int engines;

  /** Who is killed. */
  private enum Victim {
    RELAY,
    ENGINE,
    BOTH
  }

  @BeforeEach
  void open() throws SQLException {
    RealServices.takeUnused();
    shop = TestShop.open();
    // What the server acknowledged outlives its processes, though not the machine.
    TestShop.execute("alter database daegi set synchronous_commit = on");
    concerts = IntStream.range(0, TestShop.PARTITIONS).mapToObj(this::concert).toList();
    shop.stop();
    log = LeadingEngine.log(shop.site().bootstrapServers(), shop.site().topicPrefix());
    LogTopics.ensure(log, TestShop.PARTITIONS, 1);
    letEverybodyIn();
    written = WrittenOutbox.watch();
  }

  private Concert concert(int partition) {
    String id = shop.site().topicPrefix().replace(".", "-") + partition;
    return value(
        shop.client.putConcert(id, TestShop.spec(id, LeadingEngine.HOLD_TTL_MS, BUYERS / 10 + 1)));
  }

  private void letEverybodyIn() {
    try (LeadingEngine first = LeadingEngine.start(log, "first")) {
      first.awaitLeader();
      for (int partition = 0; partition < TestShop.PARTITIONS; partition++) {
        Concert concert = concerts.get(partition);
        first.letIn(
            partition,
            concert.queueId(),
            BUYERS,
            number -> StepwisePurchase.visitor(concert.concertId(), number));
      }
    }
  }

  @AfterEach
  void close() throws SQLException {
    clerk.stop();
    engine.close();
    shop.start();
    written.close();
    shop.close();
  }

  @Test
  void losesAndDoublesNothingWhoeverIsKilledOrStopped() throws SQLException {
    LOG.info("{} kills and {} stops of seed {}", KILLS, STOPS, SEED);
    startEngine();
    clerk = new Clerk();
    try (Sellers sellers = new Sellers(shop.site(), concerts)) {
      for (int kill = 1; kill <= KILLS; kill++) {
        sellers.send(buyersOfRound(kill));
        awaitPaid(sellers, sellers.paid().size() + random.nextInt(BUYERS_A_ROUND));
        kill(sellers, Victim.values()[random.nextInt(Victim.values().length)], kill);
      }
      for (int stop = 1; stop <= STOPS; stop++) {
        sellers.send(buyersOfRound(KILLS + stop));
        awaitPaid(sellers, sellers.paid().size() + random.nextInt(BUYERS_A_ROUND));
        stopAndWake(sellers);
      }
      sellers.send(buyersOfRound(KILLS + STOPS + 1));
      awaitPaid(sellers, TestShop.PARTITIONS * BUYERS);
      clerk.stop();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> TestShop.count("select count(*) from outbox") == 0);
      checkWhatIsOnKafka();
      checkWhatTheQueuesMadeOfIt();
    }
    assertThat(TestShop.findings()).isEmpty();
  }

  private static List<String> buyersOfRound(int round) {
    List<String> buyers = new ArrayList<>();
    for (int i = 1; i <= BUYERS_A_ROUND; i++) {
      for (int partition = 0; partition < TestShop.PARTITIONS; partition++) {
        buyers.add(partition + " " + ((round - 1) * BUYERS_A_ROUND + i));
      }
    }
    return buyers;
  }

  private static void awaitPaid(Sellers sellers, int atLeast) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> sellers.paid().size() >= atLeast);
  }

  private void startEngine() {
    engine = EngineProcess.start(shop.site(), "engine-" + ++engines);
  }

  /** A relay that serves, and an engine that leads, or in one case of four just starts. */
  private void kill(Sellers sellers, Victim victim, int kill) {
    int partition = random.nextInt(TestShop.PARTITIONS);
    boolean leading = random.nextInt(4) > 0;
    LOG.info("kill {}: {}, {}", kill, victim, leading ? "leading" : "at any moment");
    if (victim != Victim.RELAY && leading) {
      engine.awaitSaid(EngineProcess.LEADING, 1);
    }
    if (victim != Victim.ENGINE) {
      await().atMost(Duration.ofSeconds(60)).until(() -> sellers.isServed(partition));
      sellers.killRelayOf(partition);
    }
    if (victim != Victim.RELAY) {
      engine.kill();
      startEngine();
    }
  }

  /** The relay that serves a partition; the other carries all that it leaves before it wakes. */
  private void stopAndWake(Sellers sellers) throws SQLException {
    int partition = random.nextInt(TestShop.PARTITIONS);
    sellers.awaitReady();
    await().atMost(Duration.ofSeconds(60)).until(() -> sellers.isServed(partition));
    int stopped = stopWithinBacklog(sellers, partition);
    long sinceNs = System.nanoTime();
    LOG.info("seller {} is stopped, {} rows are left", stopped, leftOfBacklog(partition));
    sellers.sendOnFrom(stopped);
    await().atMost(Duration.ofSeconds(60)).until(() -> leftOfBacklog(partition) == 0);
    LOG.info("carried by another {} ms later", (System.nanoTime() - sinceNs) / 1_000_000);
    sellers.wake(stopped);
    await().atMost(Duration.ofSeconds(60)).until(() -> sellers.isReplaced(stopped));
  }

  /** One that is through with its backlog by then goes on, and gets another. */
  private static int stopWithinBacklog(Sellers sellers, int partition) throws SQLException {
    TestShop.execute(WRITE_BACKLOG);
    await().pollInterval(Duration.ofMillis(1)).until(() -> leftOfBacklog(partition) < BACKLOG);
    int stopped = sellers.stopRelayOf(partition);
    if (leftOfBacklog(partition) > 0) {
      return stopped;
    }
    sellers.wake(stopped);
    return stopWithinBacklog(sellers, partition);
  }

  private static long leftOfBacklog(int partition) {
    return TestShop.count(
        "select count(*) from outbox where token_id = 'backlog-%d'".formatted(partition));
  }

  private void checkWhatIsOnKafka() throws SQLException {
    List<Written> rows = written.all();
    List<Told> told = shop.events.all();
    LOG.info("{} events were committed, {} are on Kafka", rows.size(), told.size());
    assertThat(told.stream().map(one -> one.partition() + " " + one.id()))
        .containsExactlyInAnyOrderElementsOf(
            rows.stream().map(row -> row.partition() + " " + row.eventId()).toList());
    Map<String, List<String>> tokenToWritten =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Written::tokenId, Collectors.mapping(Written::eventId, Collectors.toList())));
    assertThat(
            told.stream()
                .collect(
                    Collectors.groupingBy(
                        Told::key, Collectors.mapping(Told::id, Collectors.toList()))))
        .isEqualTo(tokenToWritten);
  }

  private void checkWhatTheQueuesMadeOfIt() {
    List<Told> told = shop.events.all();
    List<Long> everybody = LongStream.rangeClosed(1, BUYERS).boxed().toList();
    for (int partition = 0; partition < TestShop.PARTITIONS; partition++) {
      int here = partition;
      int events = (int) told.stream().filter(one -> one.partition() == here).count();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> EngineEffects.read(log, here).offsets.size() >= events);
      EngineEffects effects = EngineEffects.read(log, partition);
      LOG.info("partition {}: {} events, led by {}", partition, events, effects.leaders);
      assertThat(effects.offsets).hasSize(events).isSorted().doesNotHaveDuplicates();
      assertThat(effects.extended).containsExactlyInAnyOrderElementsOf(everybody);
      assertThat(effects.completed).containsExactlyInAnyOrderElementsOf(everybody);
    }
  }
}
