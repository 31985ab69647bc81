package io.daegi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EmbeddedServicesTest {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServicesTest.class);
  private static final Set<ServiceKind> ALL = EnumSet.allOf(ServiceKind.class);

  @TempDir Path dataDir;

  @Test
  void keepsWhatItWasTrustedWithOverARestartOnOtherPorts() throws Exception {
    try (EmbeddedServices services = start("first start", ALL)) {
      Shop.createTopic(services);
      Shop.createTable(services);
      try (var producer = Shop.producer(services)) {
        Shop.keepRecord(producer, "a");
      }
      Shop.execute(services, "insert into kept values ('a')");
    }
    try (EmbeddedServices services = start("second start", ALL)) {
      assertThat(Shop.records(services)).containsExactly("a");
      assertThat(Shop.rows(services)).containsExactly("a");
    }
  }

  @Test
  void tellsOfEachServiceOnceItAnswers() {
    var told = new ConcurrentLinkedQueue<StartedService>();
    try (EmbeddedServices services =
        EmbeddedServices.start(EmbeddedSettings.of(dataDir, ALL), told::add)) {
      assertThat(told).extracting(StartedService::kind).containsExactlyInAnyOrderElementsOf(ALL);
      assertThat(told).extracting(StartedService::address).contains(services.cache().address());
      assertThat(told).allMatch(started -> started.tookMs() > 0);
    }
  }

  @Test
  void startsOnlyWhatIsWanted() {
    try (EmbeddedServices services = start("Redis alone", EnumSet.of(ServiceKind.REDIS))) {
      assertThat(dataDir.resolve("kafka")).doesNotExist();
      assertThat(dataDir.resolve("postgres")).doesNotExist();
      assertThatThrownBy(services::broker).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void refusesASecondInstanceOnTheSameDataAndNamesTheHolder() {
    try (EmbeddedServices first = start("the only one", EnumSet.of(ServiceKind.REDIS))) {
      assertThatThrownBy(() -> start("the second one", ALL))
          .isInstanceOf(DataDirInUse.class)
          .hasMessageContaining(dataDir.toString())
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
      first.cache().start();
    }
  }

  @Test
  void leavesNoProcessAndNoFilesOfTheCacheBehind() {
    Set<ProcessHandle> before = Processes.workingBelow(dataDir);
    EmbeddedServices services = start("to be stopped", ALL);
    assertThat(Processes.workingBelow(dataDir)).hasSizeGreaterThan(before.size() + 1);

    services.close();

    assertThat(Processes.workingBelow(dataDir)).isEmpty();
    assertThat(dataDir.resolve("redis")).doesNotExist();
  }

  @Test
  void doesAsFsyncSays() throws SQLException {
    try (EmbeddedServices services = start("durable", EnumSet.of(ServiceKind.POSTGRES))) {
      assertThat(durability(services)).containsExactly("on", "on", "on");
    }
    EmbeddedSettings careless =
        EmbeddedSettings.of(dataDir, EnumSet.of(ServiceKind.POSTGRES)).withFsync(false);
    try (EmbeddedServices services = EmbeddedServices.start(careless, started -> {})) {
      assertThat(durability(services)).containsExactly("off", "off", "off");
    }
  }

  @Test
  void runsTransactionsOfTheSecondVersion() throws ExecutionException, InterruptedException {
    try (EmbeddedServices services = start("broker alone", EnumSet.of(ServiceKind.KAFKA));
        Admin admin = Shop.admin(services)) {
      var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
      assertThat(features.get("transaction.version").maxVersionLevel()).isEqualTo((short) 2);
    }
  }

  @Test
  void stopsTheOthersWhenOneCannotStart() throws Exception {
    Files.writeString(dataDir.resolve("kafka"), "a file where a folder should be");

    assertThatThrownBy(() -> start("broken", ALL))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("Kafka");

    assertThat(Processes.workingBelow(dataDir)).isEmpty();
    DataDirLock.acquire(dataDir).close();
  }

  @Test
  void comesBackOnTheSamePorts() throws Exception {
    try (EmbeddedServices services = start("taken away and brought back", ALL)) {
      Shop.createTopic(services);
      Shop.createTable(services);
      List<EmbeddedService> all = List.of(services.broker(), services.database(), services.cache());
      List<String> addresses = all.stream().map(EmbeddedService::address).toList();
      try (var producer = Shop.producer(services)) {
        Shop.keepRecord(producer, "a");
        all.forEach(EmbeddedService::stop);
        all.forEach(EmbeddedService::start);
        Shop.keepRecord(producer, "b");
      }
      assertThat(all).extracting(EmbeddedService::address).isEqualTo(addresses);
      assertThat(Shop.records(services)).containsExactly("a", "b");
      assertThat(Shop.rows(services)).isEmpty();
    }
  }

  private List<String> durability(EmbeddedServices services) throws SQLException {
    return Shop.query(
        services,
        "select setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')");
  }

  private EmbeddedServices start(String what, Set<ServiceKind> wanted) {
    return EmbeddedServices.start(
        EmbeddedSettings.of(dataDir, wanted),
        one ->
            LOG.info(
                "{}: {} at {} after {} ms", what, one.kind().title(), one.address(), one.tookMs()));
  }
}
