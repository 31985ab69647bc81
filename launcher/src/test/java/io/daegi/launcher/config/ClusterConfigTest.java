package io.daegi.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share the work, and what each must be told. */
class ClusterConfigTest {
  @TempDir Path workingDir;

  private final Map<String, String> said = new HashMap<>();

  @BeforeEach
  void makeFiles() throws Exception {
    Files.writeString(workingDir.resolve("keys.json"), "{}");
    said.put("DAEGI_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
    said.put("DAEGI_CLUSTER_MEMBERS", "10.0.0.1:5701,10.0.0.2:5701");
    said.put("DAEGI_CLUSTER_SECRET", "what-only-these-know");
  }

  @Test
  void doesEverythingUnlessItIsToldOtherwise() throws ConfigFaults {
    LauncherConfig config = LauncherConfig.read(Map.of(), workingDir);

    assertThat(config.roles()).containsExactlyInAnyOrder(Role.values());
    assertThat(config.cluster()).isEmpty();
  }

  @Test
  void needsOnlyKafkaForAnEngine() throws ConfigFaults {
    said.put("DAEGI_ROLES", "engine");
    said.put("DAEGI_NODE_NAME", "engine-0");

    LauncherConfig config = read();

    assertThat(config.roles()).containsExactly(Role.ENGINE);
    assertThat(config.profile()).isEqualTo(Profile.PRODUCTION);
    assertThat(config.nodeName()).contains("engine-0");
    assertThat(config.demo()).isFalse();
    assertThat(config.backends().partitions()).isEqualTo(8);
    assertThat(config.cluster().orElseThrow().members())
        .containsExactly("10.0.0.1:5701", "10.0.0.2:5701");
  }

  @Test
  void namesWhatEachRoleMisses() {
    said.remove("DAEGI_KAFKA_BOOTSTRAP_SERVERS");
    said.put("DAEGI_ROLES", "engine");
    assertThat(missing()).containsExactly("DAEGI_KAFKA_BOOTSTRAP_SERVERS");
    said.put("DAEGI_ROLES", "booking");
    assertThat(missing())
        .containsExactly("DAEGI_POSTGRES_URL", "DAEGI_KAFKA_BOOTSTRAP_SERVERS", "DAEGI_REDIS_URL");
    said.put("DAEGI_ROLES", "edge,engine");
    assertThat(missing())
        .containsExactly(
            "DAEGI_KAFKA_BOOTSTRAP_SERVERS",
            "DAEGI_REDIS_URL",
            "DAEGI_ADMIN_KEY",
            "DAEGI_KEYS_FILE");
  }

  @Test
  void namesAClusterThatIsMissing() {
    said.put("DAEGI_ROLES", "engine");
    said.remove("DAEGI_CLUSTER_SECRET");
    assertThat(missing()).containsExactly("DAEGI_CLUSTER_SECRET");
    said.remove("DAEGI_CLUSTER_MEMBERS");
    assertThat(missing()).containsExactly("DAEGI_CLUSTER_MEMBERS");
    said.put("DAEGI_CLUSTER_SECRET", "what-only-these-know");
    said.remove("DAEGI_ROLES");
    assertThat(faults())
        .containsExactly(
            "DAEGI_CLUSTER_SECRET means nothing without DAEGI_CLUSTER_MEMBERS or DAEGI_CLUSTER_DNS");
  }

  @Test
  void refusesToShareWhatOneProcessEmbeds() {
    said.put("DAEGI_PROFILE", "embedded");
    assertThat(faults()).singleElement().asString().startsWith("DAEGI_PROFILE must be production");
    said.put("DAEGI_ROLES", "engine");
    assertThat(faults()).hasSize(2).allMatch(fault -> fault.startsWith("DAEGI_PROFILE must be"));
  }

  @Test
  void refusesSettingsOfAClusterThatDoNotGoTogether() {
    said.put("DAEGI_ROLES", "engine");
    said.put("DAEGI_CLUSTER_DNS", "daegi.tickets.svc");
    said.put("DAEGI_CLUSTER_SECRET", "short");
    said.put("DAEGI_CLUSTER_HOST", "0.0.0.0");
    said.put("DAEGI_CLUSTER_CERTIFICATE_FILE", "keys.json");

    assertThat(faults())
        .containsExactlyInAnyOrder(
            "DAEGI_CLUSTER_MEMBERS and DAEGI_CLUSTER_DNS: say one of them",
            "DAEGI_CLUSTER_SECRET must have at least 16 characters",
            "DAEGI_CLUSTER_PUBLIC_HOST is missing, and DAEGI_CLUSTER_HOST is 0.0.0.0, where nobody can be reached",
            "DAEGI_CLUSTER_KEY_FILE is missing, and DAEGI_CLUSTER_CERTIFICATE_FILE is not",
            "DAEGI_CLUSTER_CA_FILE is missing, and DAEGI_CLUSTER_CERTIFICATE_FILE is not");
  }

  @Test
  void refusesARoleThatThereIsNot() {
    assertThat(faults(Map.of("DAEGI_ROLES", "edge,shop")))
        .containsExactly(
            "DAEGI_ROLES (in the environment) must be all, or some of edge, engine, booking,"
                + " separated by commas, not \"edge,shop\"");
  }

  @Test
  void givesPropertiesToEveryClientOfKafka() throws Exception {
    Files.writeString(workingDir.resolve("jaas"), "a.LoginModule required password=\"hush\";\n");
    said.put("DAEGI_ROLES", "engine");
    said.put("DAEGI_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    said.put("DAEGI_KAFKA_SASL_JAAS_CONFIG_FILE", "jaas");

    LauncherConfig config = read();

    assertThat(config.backends().kafkaClient().properties())
        .containsOnly(
            Map.entry("security.protocol", "SASL_SSL"),
            Map.entry("sasl.jaas.config", "a.LoginModule required password=\"hush\";"));
    assertThat(config.toString()).doesNotContain("hush");
    assertThat(ConfigCheck.lines(said, workingDir))
        .contains("DAEGI_KAFKA_SECURITY_PROTOCOL=SASL_SSL    in the environment")
        .anyMatch(line -> line.startsWith("DAEGI_KAFKA_SASL_JAAS_CONFIG=***    in "))
        .noneMatch(line -> line.contains("hush"));
  }

  @Test
  void refusesPropertiesOnWhichALawStandsAndThoseThatKafkaDoesNotKnow() {
    said.put("DAEGI_KAFKA_ACKS", "1");
    said.put("DAEGI_KAFKA_ISOLATION_LEVEL", "read_uncommitted");
    said.put("DAEGI_KAFKA_SECURTY_PROTOCOL", "SSL");
    said.put("DAEGI_ROLES", "engine");

    assertThat(faults())
        .containsExactly(
            "DAEGI_KAFKA_ACKS (in the environment) cannot be set: what is told is durable and has one writer",
            "DAEGI_KAFKA_ISOLATION_LEVEL (in the environment) cannot be set:"
                + " what is told is durable and has one writer",
            "DAEGI_KAFKA_SECURTY_PROTOCOL (in the environment) is unknown:"
                + " did you mean DAEGI_KAFKA_SECURITY_PROTOCOL?");
  }

  @Test
  void readsASecretFromAFileOfItsOwn() throws Exception {
    Files.writeString(workingDir.resolve("admin.txt"), "a-key-from-a-file\n");
    Map<String, String> environment = new HashMap<>(Map.of("DAEGI_ADMIN_KEY_FILE", "admin.txt"));
    LauncherConfig config = LauncherConfig.read(environment, workingDir);
    assertThat(config.credentials().adminKey()).contains(new Secret("a-key-from-a-file"));

    environment.put("DAEGI_ADMIN_KEY", "another");
    assertThat(faults(environment))
        .containsExactly(
            "DAEGI_ADMIN_KEY and DAEGI_ADMIN_KEY_FILE (in the environment): say one of them");
    assertThat(faults(Map.of("DAEGI_ORIGIN_KEY_FILE", "nowhere")))
        .singleElement()
        .asString()
        .contains("DAEGI_ORIGIN_KEY_FILE", "nowhere", "cannot be read");
    assertThat(faults(Map.of("DAEGI_ADMIN_KEY_FIEL", "x")))
        .singleElement()
        .asString()
        .endsWith("did you mean DAEGI_ADMIN_KEY_FILE?");
  }

  /** The names that faults begin with. */
  private List<String> missing() {
    return faults().stream().map(fault -> fault.split(" ", 2)[0]).toList();
  }

  private LauncherConfig read() throws ConfigFaults {
    return LauncherConfig.read(said, workingDir);
  }

  private List<String> faults() {
    return faults(said);
  }

  private List<String> faults(Map<String, String> environment) {
    ConfigFaults faults =
        catchThrowableOfType(
            ConfigFaults.class, () -> LauncherConfig.read(environment, workingDir));
    assertThat(faults).isNotNull();
    return faults.getMessage().lines().skip(1).map(String::strip).toList();
  }
}
