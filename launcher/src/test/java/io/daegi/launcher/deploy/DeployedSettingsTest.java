package io.daegi.launcher.deploy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.launcher.config.ConfigFaults;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.Profile;
import io.daegi.launcher.config.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the files of a deployment tell each process is understood by it, and is all it needs. */
class DeployedSettingsTest {
  private static final Pattern IMAGE_SETTING = Pattern.compile("\\b(DAEGI_[A-Z_]+)=([^\\s\"]+)");
  private static final Pattern COMMENTED = Pattern.compile("(?m)^( +)# (DAEGI_)");

  @TempDir static Path secrets;

  @BeforeEach
  void makeSecrets() throws IOException {
    for (String name : Set.of("keys.json", "tls.crt", "tls.key", "ca.crt")) {
      Files.writeString(secrets.resolve(name), "{}");
    }
    for (String name : Set.of("admin-key", "admin.key", "cluster-secret", "cluster.key")) {
      Files.writeString(secrets.resolve(name), "c2VjcmV0cyBhcmUgbWFkZSBieSB0aGUgb3BlcmF0b3I=");
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void tellEachPodOfKubernetesWhatItNeeds(Role role) throws Exception {
    Pod pod = Pod.of(role, Files.readString(Pod.manifest("settings")), secrets);

    LauncherConfig config = read(pod.settings());

    assertThat(config.roles()).containsExactly(role);
    assertThat(config.profile()).isEqualTo(Profile.PRODUCTION);
    assertThat(config.cluster().orElseThrow().dnsName()).contains(Pod.membersService());
    assertThat(pod.portOf("management")).isEqualTo(config.management().port());
    assertThat(pod.portOf("members")).isEqualTo(config.cluster().orElseThrow().port());
    assertThat(pod.portOf("bus")).isEqualTo(config.cluster().orElseThrow().busPort());
    assertThat(pod.graceMs()).isGreaterThan(config.drainMs());
    assertThat(pod.probePorts()).containsOnly("management");
    if (role == Role.EDGE) {
      assertThat(pod.portOf("http")).isEqualTo(config.http().port());
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void offerTlsToEachPodOfKubernetes(Role role) throws Exception {
    String settings =
        COMMENTED.matcher(Files.readString(Pod.manifest("settings"))).replaceAll("$1$2");
    Pod pod = Pod.of(role, settings, secrets);

    assertThat(read(pod.settings()).cluster().orElseThrow().tls()).isPresent();
  }

  @Test
  void tellEachServiceOfComposeWhatItNeeds() throws Exception {
    Map<String, Map<String, String>> serviceToSettings = ComposeFile.settings(secrets);

    assertThat(serviceToSettings).containsOnlyKeys("engine-1", "engine-2", "booking", "edge");
    for (var service : serviceToSettings.entrySet()) {
      LauncherConfig config = read(service.getValue());

      String role = config.roles().iterator().next().name().toLowerCase(Locale.ROOT);
      assertThat(service.getKey()).startsWith(role);
      assertThat(config.roles()).hasSize(1);
      assertThat(config.cluster().orElseThrow().members())
          .containsExactly("engine-1:5701", "engine-2:5701");
    }
  }

  /** With what the image says of itself. */
  private static LauncherConfig read(Map<String, String> told) throws IOException, ConfigFaults {
    Map<String, String> settings = new HashMap<>(ofImage());
    settings.putAll(told);
    return LauncherConfig.read(settings, secrets);
  }

  private static Map<String, String> ofImage() throws IOException {
    String dockerfile = Files.readString(Path.of("..", "deploy", "Dockerfile"));
    Map<String, String> settings =
        IMAGE_SETTING
            .matcher(dockerfile)
            .results()
            .collect(toMap(result -> result.group(1), (MatchResult result) -> result.group(2)));
    assertThat(settings).containsEntry("DAEGI_DATA_DIR", "/data");
    return settings;
  }
}
