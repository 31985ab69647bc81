package io.daegi.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daegi.http.edge.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsAndPollsTest {
  @TempDir Path workingDir;

  @BeforeEach
  void makeFiles() throws IOException {
    Files.writeString(workingDir.resolve("room.crt"), "a certificate");
    Files.writeString(workingDir.resolve("room.key"), "a key");
  }

  @Test
  void speaksClearTextAndTakesTheUsualPollsWhenNothingIsSaid() throws ConfigFaults {
    LauncherConfig config = LauncherConfig.read(Map.of(), workingDir);

    assertThat(config.tls()).isEmpty();
    assertThat(config.pollsPerSecond()).isEqualTo(10_000);
  }

  @Test
  void takesACertificateAndABudgetOfPolls() throws ConfigFaults {
    LauncherConfig config =
        LauncherConfig.read(
            Map.of(
                "DAEGI_TLS_CERTIFICATE_FILE", "room.crt",
                "DAEGI_TLS_KEY_FILE", "room.key",
                "DAEGI_PUBLIC_URL", "https://tickets.example.org",
                "DAEGI_POLLS_PER_SECOND", "500"),
            workingDir);

    assertThat(config.tls())
        .contains(new TlsFiles(workingDir.resolve("room.crt"), workingDir.resolve("room.key")));
    assertThat(config.pollsPerSecond()).isEqualTo(500);
  }

  @Test
  void refusesOneFileWithoutTheOther() {
    assertThat(faults(Map.of("DAEGI_TLS_CERTIFICATE_FILE", "room.crt")))
        .containsExactly("DAEGI_TLS_KEY_FILE is missing, and DAEGI_TLS_CERTIFICATE_FILE is not");
    assertThat(faults(Map.of("DAEGI_TLS_KEY_FILE", "room.key")))
        .containsExactly("DAEGI_TLS_CERTIFICATE_FILE is missing, and DAEGI_TLS_KEY_FILE is not");
  }

  @Test
  void refusesFilesThatAreNotThere() {
    assertThat(
            faults(
                Map.of(
                    "DAEGI_TLS_CERTIFICATE_FILE", "none.crt",
                    "DAEGI_TLS_KEY_FILE", "room.key")))
        .containsExactly(
            "DAEGI_TLS_CERTIFICATE_FILE names "
                + workingDir.resolve("none.crt")
                + ", which cannot be read");
  }

  @Test
  void refusesAPublicAddressInClearTextBesideACertificate() {
    assertThat(
            faults(
                Map.of(
                    "DAEGI_TLS_CERTIFICATE_FILE", "room.crt",
                    "DAEGI_TLS_KEY_FILE", "room.key",
                    "DAEGI_PUBLIC_URL", "http://tickets.example.org")))
        .singleElement()
        .asString()
        .startsWith("DAEGI_PUBLIC_URL must be an https address");
  }

  @Test
  void refusesABudgetOfNoPolls() {
    assertThat(faults(Map.of("DAEGI_POLLS_PER_SECOND", "0"))).hasSize(1);
  }

  private List<String> faults(Map<String, String> environment) {
    return catchThrowableOfType(
            ConfigFaults.class, () -> LauncherConfig.read(environment, workingDir))
        .getMessage()
        .lines()
        .skip(1)
        .map(String::strip)
        .toList();
  }
}
