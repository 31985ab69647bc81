package io.daegi.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Engines in processes of their own take a partition over from each other. */
@Timeout(180)
class TakeOverTest {

  private static final Logger LOG = LoggerFactory.getLogger(TakeOverTest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static EmbeddedServices services;
  private final List<LaunchedEngine> engines = new ArrayList<>();
  private final String run = UUID.randomUUID().toString();
  private KafkaLogConfig log;

  @BeforeAll
  static void startBroker() {
    services = EmbeddedServices.start(folder, EnumSet.of(ServiceKind.KAFKA));
  }

  @AfterAll
  static void stopBroker() {
    services.close();
  }

  @BeforeEach
  void makeTopics() {
    log = new KafkaLogConfig(services.broker().bootstrapServers(), run + ".", Map.of());
    LogTopics.ensure(log, 1, 1);
  }

  @AfterEach
  void endWhatRuns() {
    engines.forEach(LaunchedEngine::close);
  }

  private LaunchedEngine start(String node) throws IOException {
    int life = engines.size() + 1;
    Path itsFolder = folder.resolve(run).resolve("life-" + life);
    engines.add(LaunchedEngine.startMember(EngineLife.of(log, node, itsFolder, life)));
    return engines.getLast();
  }

  private static LaunchedEngine awaitSaid(LaunchedEngine engine, String words) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(engine.words()).contains(words));
    return engine;
  }

  private static void tellTime(String what, long fromNs) {
    LOG.info("{} ms from {} to the next join told", (System.nanoTime() - fromNs) / 1_000_000, what);
  }

  private void assertOneWriterAndNothingToldIsLost(int leaders) throws Exception {
    List<EngineLife> lives = engines.stream().map(LaunchedEngine::life).toList();
    LogEvidence evidence =
        LogEvidence.of(
            log,
            folder.resolve(ServiceKind.KAFKA.folder()),
            lives.stream().map(EngineLife::folder).toList());
    LOG.info(evidence.words());
    assertThat(evidence.faults()).isEmpty();
    assertThat(TellerEvidence.faults(log, lives)).isEmpty();
    assertThat(evidence.leaders()).isGreaterThanOrEqualTo(leaders);
  }

  @Test
  void evictsAKilledEngineAndLeadsInItsPlace() throws Exception {
    LaunchedEngine killed = start("a").awaitToldJoins(9);
    LaunchedEngine survivor = awaitSaid(start("b"), "are to be led");

    long fromNs = System.nanoTime();
    killed.kill();
    survivor.awaitToldJoins(0);
    tellTime("kill -9", fromNs);
    survivor.awaitToldJoins(9);
    assertThat(survivor.words()).contains("evicted [a]");

    LaunchedEngine next = awaitSaid(start("a"), "are to be led");
    fromNs = System.nanoTime();
    survivor.end();
    next.awaitToldJoins(0);
    tellTime("the order to end", fromNs);
    next.awaitToldJoins(9).end();
    assertOneWriterAndNothingToldIsLost(3);
  }

  @Test
  void takesItsOwnPartitionsBackAfterAKill() throws Exception {
    LaunchedEngine killed = start("a").awaitToldJoins(9);
    killed.kill();

    long fromNs = System.nanoTime();
    LaunchedEngine again = start("a").awaitToldJoins(0);
    tellTime("the new start", fromNs);
    again.awaitToldJoins(9).end();
    assertOneWriterAndNothingToldIsLost(2);
  }

  @Test
  void letsAnEngineThatWasStoppedAndWokenTellNobodyAnything() throws Exception {
    LaunchedEngine sleeper = start("a").awaitToldJoins(9);
    LaunchedEngine survivor = awaitSaid(start("b"), "are to be led");

    long fromNs = System.nanoTime();
    sleeper.pause();
    survivor.awaitToldJoins(0);
    tellTime("SIGSTOP", fromNs);
    survivor.awaitToldJoins(9);
    long toldBefore = sleeper.toldJoins();
    sleeper.resume();
    awaitSaid(sleeper, "were given to others");
    survivor.awaitToldJoins(survivor.toldJoins() + 9);

    survivor.end();
    sleeper.awaitToldJoins(toldBefore + 9).end();
    assertOneWriterAndNothingToldIsLost(3);
  }
}
