package io.daegi.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import io.daegi.launcher.CloseChain;
import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.PostgresAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesStartTest {
  @TempDir static Path othersDir;
  @TempDir Path workingDir;

  private static final int STARTING_AT_ONCE = 8;

  private static EmbeddedServices others;

  @BeforeAll
  static void startTheOthers() {
    others = EmbeddedServices.start(othersDir, EnumSet.allOf(ServiceKind.class));
  }

  @AfterAll
  static void stopTheOthers() {
    others.close();
  }

  @Test
  void embedsNothingThatIsNamed() throws Exception {
    List<String> said = new ArrayList<>();
    try (CloseChain chain = new CloseChain()) {
      Services services = ServicesStart.start(config(named()), chain, said::add);

      assertThat(services.kafka()).isEqualTo(others.broker().bootstrapServers());
      assertThat(services.postgres().orElseThrow().port()).isEqualTo(others.database().port());
      assertThat(services.redis().orElseThrow().connection().reveal())
          .isEqualTo(others.cache().url());
      assertThat(workingDir.resolve("data"))
          .isDirectoryNotContaining("glob:**/{kafka,postgres,redis}");
      assertThat(said).hasSize(3).allMatch(line -> line.contains("ready after"));
    }
  }

  @Test
  void embedsWhatIsNotNamed() throws Exception {
    Map<String, String> settings = new HashMap<>(named());
    settings.remove("DAEGI_REDIS_URL");
    try (CloseChain chain = new CloseChain()) {
      Services services = ServicesStart.start(config(settings), chain, line -> {});

      assertThat(services.redis().orElseThrow().port()).isPositive();
      assertThat(services.redis().orElseThrow().connection().reveal())
          .isNotEqualTo(others.cache().url());
      assertThat(workingDir.resolve("data/redis")).isDirectory();
    }
  }

  @Test
  void namesADatabaseThatIsNotThere() {
    Map<String, String> settings = new HashMap<>(named());
    settings.put(
        "DAEGI_POSTGRES_URL",
        "postgresql://postgres:hush@" + others.database().address() + "/nowhere");
    try (CloseChain chain = new CloseChain()) {
      assertThatThrownBy(() -> ServicesStart.start(config(settings), chain, line -> {}))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("nowhere")
          .hasMessageContaining("DAEGI_POSTGRES_URL")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void goesOnWithoutARedisThatIsAwayAndSaysSo() throws Exception {
    List<String> said = new ArrayList<>();
    Map<String, String> settings = new HashMap<>(named());
    settings.put("DAEGI_REDIS_URL", "redis://:hush@127.0.0.1:1");
    try (CloseChain chain = new CloseChain()) {
      Services services = ServicesStart.start(config(settings), chain, said::add);

      assertThat(services.isRedisUp()).isFalse();
      assertThat(services.redis()).isPresent();
      assertThat(said)
          .anyMatch(line -> line.contains("127.0.0.1:1") && line.contains("slower"))
          .noneMatch(line -> line.contains("hush"));
    }
  }

  @Test
  void letsProcessesThatStartAtTheSameMomentFindTheSameDeployment() throws Exception {
    KafkaLogConfig log =
        new KafkaLogConfig(others.broker().bootstrapServers(), "at-once.", Map.of());
    LogTopics.ensure(log, 1, 1);
    PostgresAddress database;
    try (CloseChain chain = new CloseChain()) {
      database = ServicesStart.start(config(named()), chain, line -> {}).postgres().orElseThrow();
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(STARTING_AT_ONCE)) {
      Callable<Void> start =
          () -> {
            Deployment.check(database, log);
            return null;
          };
      for (Future<Void> one : threads.invokeAll(Collections.nCopies(STARTING_AT_ONCE, start))) {
        one.get();
      }
    }
    Deployment.check(database, log);
  }

  @Test
  void asksOnlyForWhatItsRolesUse() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("DAEGI_ROLES", "engine");
    settings.put("DAEGI_NODE_NAME", "engine-0");
    settings.put("DAEGI_KAFKA_BOOTSTRAP_SERVERS", others.broker().bootstrapServers());
    settings.put("DAEGI_POSTGRES_URL", "postgresql://shop:hush@127.0.0.1:1/tickets");
    settings.put("DAEGI_CLUSTER_MEMBERS", "127.0.0.1:5701");
    settings.put("DAEGI_CLUSTER_SECRET", "what-only-we-know");
    try (CloseChain chain = new CloseChain()) {
      Services services = ServicesStart.start(config(settings), chain, line -> {});

      assertThat(services.postgres()).isEmpty();
      assertThat(services.redis()).isEmpty();
      assertThat(workingDir.resolve("data")).doesNotExist();
    }
  }

  @Test
  void namesARedisThatRefusesThePassword() {
    Map<String, String> settings = new HashMap<>(named());
    settings.put("DAEGI_REDIS_URL", "redis://:hush@" + others.cache().address());
    try (CloseChain chain = new CloseChain()) {
      assertThatThrownBy(() -> ServicesStart.start(config(settings), chain, line -> {}))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("AUTH")
          .hasMessageNotContaining("hush");
    }
  }

  private static Map<String, String> named() {
    return Map.of(
        "DAEGI_POSTGRES_URL", others.database().url(),
        "DAEGI_KAFKA_BOOTSTRAP_SERVERS", others.broker().bootstrapServers(),
        "DAEGI_REDIS_URL", others.cache().url());
  }

  private LauncherConfig config(Map<String, String> settings) throws Exception {
    return LauncherConfig.read(settings, workingDir);
  }
}
