package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.embedded.DataDirLock;
import io.daegi.embedded.FreePorts;
import io.daegi.http.token.KeyRing;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(Lanes.LONG)
class MainTest {
  @TempDir Path workingDir;

  @Test
  void tellsEveryFaultOfTheConfigurationAndNothingElse() throws Exception {
    try (Launched daegi =
        Launched.in(workingDir, Map.of("DAEGI_HTTP_PROT", "80", "DAEGI_TICK_MS", "5"))) {
      assertThat(daegi.exitCode()).isEqualTo(StartFailure.MISCONFIGURED);
      assertThat(daegi.errors())
          .containsExactly(
              "daegi: the configuration cannot be used:",
              "  DAEGI_HTTP_PROT (in the environment) is unknown: did you mean DAEGI_HTTP_PORT?",
              "  DAEGI_TICK_MS (in the environment) must be a whole number from 10 to 1000, not \"5\"");
      assertThat(daegi.output()).isEmpty();
      assertThat(workingDir.resolve("data")).doesNotExist();
    }
  }

  @Test
  void tellsInOneLineThatAPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Launched daegi =
            Launched.in(
                workingDir,
                Map.of(
                    "DAEGI_HTTP_HOST",
                    "127.0.0.1",
                    "DAEGI_HTTP_PORT",
                    Integer.toString(taken.getLocalPort())))) {
      assertThat(daegi.exitCode()).isEqualTo(StartFailure.UNUSABLE);
      assertThat(daegi.errors())
          .singleElement()
          .asString()
          .startsWith("daegi: 127.0.0.1:" + taken.getLocalPort())
          .contains("DAEGI_HTTP_PORT");
      assertThat(workingDir.resolve("data")).doesNotExist();
    }
  }

  @Test
  void tellsInOneLineThatACertificateIsNone() throws Exception {
    Files.writeString(workingDir.resolve("room.crt"), "nothing");
    Files.writeString(workingDir.resolve("room.key"), "nothing");
    try (Launched daegi =
        Launched.in(
            workingDir,
            Map.of("DAEGI_TLS_CERTIFICATE_FILE", "room.crt", "DAEGI_TLS_KEY_FILE", "room.key"))) {
      assertThat(daegi.exitCode()).isEqualTo(StartFailure.MISCONFIGURED);
      assertThat(daegi.errors())
          .singleElement()
          .asString()
          .startsWith("daegi: certificate " + workingDir.resolve("room.crt"))
          .endsWith("(DAEGI_TLS_CERTIFICATE_FILE, DAEGI_TLS_KEY_FILE)");
      assertThat(workingDir.resolve("data")).doesNotExist();
    }
  }

  @Test
  void refusesInOneLineToShareItsData() throws Exception {
    Path dataDir = workingDir.resolve("data");
    try (DataDirLock first = DataDirLock.acquire(dataDir);
        Launched daegi = Launched.in(workingDir, Map.of())) {
      assertThat(daegi.exitCode()).isEqualTo(StartFailure.UNUSABLE);
      assertThat(daegi.errors())
          .singleElement()
          .asString()
          .contains(dataDir.toString(), Long.toString(ProcessHandle.current().pid()));
      assertThat(first).isNotNull();
    }
  }

  @Test
  void tellsInOneLineWhichServiceDoesNotAnswer() throws Exception {
    String nobody = "127.0.0.1:" + FreePorts.one();
    for (Map<String, String> settings :
        List.of(
            Map.of("DAEGI_POSTGRES_URL", "postgresql://shop:hush@" + nobody + "/tickets"),
            Map.of("DAEGI_KAFKA_BOOTSTRAP_SERVERS", nobody))) {
      try (Launched daegi = Launched.in(workingDir, settings)) {
        assertThat(daegi.exitCode()).isEqualTo(StartFailure.UNUSABLE);
        assertThat(daegi.errors())
            .singleElement()
            .asString()
            .contains(nobody, settings.keySet().iterator().next())
            .doesNotContain("hush");
      }
    }
  }

  @Test
  void makesKeysForADeployment() throws Exception {
    try (Launched daegi = Launched.in(workingDir, Map.of(), List.of(), "keys", "new")) {
      assertThat(daegi.exitCode()).isZero();
      Path file = Files.writeString(workingDir.resolve("keys.json"), daegi.output().getFirst());
      assertThat(KeyRing.load(file)).isNotNull();
    }
  }

  @Test
  void showsWhatItsSettingsAreAndStartsNothing() throws Exception {
    Map<String, String> settings =
        Map.of("DAEGI_ADMIN_KEY", "hush-hush-hush", "DAEGI_TICK_MS", "50");
    try (Launched daegi = Launched.in(workingDir, settings, List.of(), "config", "check")) {
      assertThat(daegi.exitCode()).isZero();
      assertThat(daegi.output())
          .contains(
              "DAEGI_TICK_MS=50    in the environment",
              "DAEGI_ADMIN_KEY=***    in the environment",
              "DAEGI_TOPIC_PREFIX=daegi.    by default")
          .noneMatch(line -> line.contains("hush"));
      assertThat(daegi.errors()).isEmpty();
    }
    try (Launched daegi =
        Launched.in(workingDir, Map.of("DAEGI_TICK_MS", "5"), List.of(), "config", "check")) {
      assertThat(daegi.exitCode()).isEqualTo(1);
      assertThat(daegi.errors()).hasSize(2).last().asString().contains("DAEGI_TICK_MS");
    }
    assertThat(workingDir.resolve("data")).doesNotExist();
  }

  @Test
  void leavesNoProcessBehindWhenItIsTerminated() throws Exception {
    try (Launched daegi = Launched.in(workingDir, Map.of())) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  !daegi.runs()
                      || daegi.output().stream()
                              .filter(line -> line.contains("ready after"))
                              .count()
                          == 3);
      assertThat(daegi.runs()).as("running: " + daegi.errors()).isTrue();
      assertThat(Launched.processesBelow(workingDir)).isNotEmpty();

      daegi.terminate();

      assertThat(daegi.exitCode()).isEqualTo(143);
      assertThat(Launched.processesBelow(workingDir)).isEmpty();
      assertThat(workingDir.resolve("data/redis")).doesNotExist();
    }
  }

  @Test
  void refusesInOneLineToTakeALogBackToAnOlderFormat() throws Exception {
    try (Launched daegi = Launched.in(workingDir, Map.of()).awaitReady()) {
      daegi.terminate();
      assertThat(daegi.exitCode()).isEqualTo(143);
    }
    try (Launched daegi = Launched.in(workingDir, Map.of("DAEGI_JOURNAL_FORMAT", "1.0"))) {
      assertThat(daegi.exitCode()).isEqualTo(StartFailure.UNUSABLE);
      assertThat(daegi.errors())
          .singleElement()
          .asString()
          .startsWith("daegi: daegi.admission-0 offset 0: written in format 1.1")
          .endsWith("set DAEGI_JOURNAL_FORMAT to 1.1, or leave it out");
    }
  }
}
