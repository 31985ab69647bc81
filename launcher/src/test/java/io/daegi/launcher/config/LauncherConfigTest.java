package io.daegi.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.http.address.Network;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherConfigTest {
  @TempDir Path workingDir;

  @Test
  void embedsEverythingWhenNothingIsSaid() throws ConfigFaults {
    LauncherConfig config = read(Map.of());

    assertThat(config.profile()).isEqualTo(Profile.EMBEDDED);
    assertThat(config.http()).isEqualTo(new Endpoint("0.0.0.0", 8080));
    assertThat(config.management()).isEqualTo(new Endpoint("127.0.0.1", 8081));
    assertThat(config.dataDir()).isEqualTo(workingDir.resolve("data"));
    assertThat(config.demo()).isTrue();
    assertThat(config.backends().postgres()).isEmpty();
    assertThat(config.backends().kafka()).isEmpty();
    assertThat(config.backends().redis()).isEmpty();
    assertThat(config.backends().fsync()).isTrue();
    assertThat(config.backends().topicPrefix()).isEqualTo("daegi.");
    assertThat(config.joins()).isEqualTo(new LauncherConfig.Joins(1_000, 50, Set.of(), Set.of()));
    assertThat(config.tickMs()).isEqualTo(100);
    assertThat(config.eventLoops()).isPositive();
  }

  @Test
  void takesEveryWordOfAnOperator() throws ConfigFaults {
    LauncherConfig config =
        read(
            Map.of(
                "DAEGI_HTTP_PORT", "0",
                "DAEGI_DATA_DIR", "/var/lib/daegi",
                "DAEGI_POSTGRES_URL",
                    "postgresql://shop:p%40ss+word@db.example.org/tickets?sslmode=require",
                "DAEGI_KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092, kafka-2:9092",
                "DAEGI_REDIS_URL", "rediss://:hush@cache:6380/1",
                "DAEGI_PUBLIC_URL", "https://tickets.example.org/",
                "DAEGI_ORIGINS_ALLOWED", "https://a.example.org,https://b.example.org",
                "DAEGI_LOG_FORMAT", "json"));

    assertThat(config.http().port()).isZero();
    assertThat(config.dataDir()).isEqualTo(Path.of("/var/lib/daegi"));
    PostgresAddress postgres = config.backends().postgres().orElseThrow();
    assertThat(postgres.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example.org:5432/tickets?sslmode=require");
    assertThat(postgres.user()).isEqualTo("shop");
    assertThat(postgres.password().reveal()).isEqualTo("p@ss+word");
    assertThat(config.backends().kafka()).contains("kafka-1:9092,kafka-2:9092");
    assertThat(config.backends().redis().orElseThrow().tls()).isTrue();
    assertThat(config.publicUrl()).contains(URI.create("https://tickets.example.org"));
    assertThat(config.originsAllowed()).hasSize(2);
    assertThat(config.logFormat()).isEqualTo(LogFormat.JSON);
  }

  @Test
  void takesAVersionOfTheLogThatItCanWriteAndNoOther() throws ConfigFaults {
    assertThat(read(Map.of()).backends().journalFormat()).isEmpty();
    assertThat(read(Map.of("DAEGI_JOURNAL_FORMAT", "1.0")).backends().journalFormat())
        .contains(FormatVersion.V1_0);
    for (String bad : List.of("1.9", "2.0", "1", "newest")) {
      assertThat(faults(Map.of("DAEGI_JOURNAL_FORMAT", bad)))
          .containsExactly(
              "DAEGI_JOURNAL_FORMAT (in the environment) must be one of 1.0, 1.1, not \""
                  + bad
                  + "\"");
    }
  }

  @Test
  void takesLimitsOfJoinsAndTheNetworksTheyAreAbout() throws ConfigFaults {
    LauncherConfig config =
        read(
            Map.of(
                "DAEGI_JOIN_BURST", "0",
                "DAEGI_JOINS_PER_SECOND", "5",
                "DAEGI_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::/32",
                "DAEGI_UNLIMITED_NETWORKS", "192.0.2.7"));

    assertThat(config.joins())
        .isEqualTo(
            new LauncherConfig.Joins(
                0,
                5,
                Set.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::/32")),
                Set.of(Network.parse("192.0.2.7/32"))));
  }

  @Test
  void takesANetworkThatIsNamedTwiceForOne() throws ConfigFaults {
    assertThat(read(Map.of("DAEGI_TRUSTED_PROXIES", "10.0.0.1,10.0.0.1/32")).joins())
        .extracting(LauncherConfig.Joins::trustedProxies)
        .isEqualTo(Set.of(Network.parse("10.0.0.1")));
  }

  @Test
  void refusesNetworksThatAreNone() {
    for (String bad : List.of("10.0.0.1/8", "10.0.0.0/33", "proxy.example.org", "10.0.0.1,")) {
      assertThat(faults(Map.of("DAEGI_TRUSTED_PROXIES", bad)))
          .containsExactly(
              "DAEGI_TRUSTED_PROXIES (in the environment) must be networks like"
                  + " 10.0.0.0/8,2001:db8::/32, each from its first address on, not \""
                  + bad
                  + "\"");
    }
    assertThat(faults(Map.of("DAEGI_JOIN_BURST", "-1", "DAEGI_JOINS_PER_SECOND", "0"))).hasSize(2);
  }

  @Test
  void letsTheEnvironmentWinOverTheFile() throws Exception {
    Files.writeString(
        workingDir.resolve("daegi.properties"), "DAEGI_HTTP_PORT=9000\nDAEGI_TICK_MS=50\n");

    LauncherConfig config =
        read(Map.of("DAEGI_CONFIG_FILE", "daegi.properties", "DAEGI_HTTP_PORT", "9001"));

    assertThat(config.http().port()).isEqualTo(9001);
    assertThat(config.tickMs()).isEqualTo(50);
  }

  @Test
  void takesABlankValueForNone() throws ConfigFaults {
    assertThat(read(Map.of("DAEGI_REDIS_URL", " ", "DAEGI_HTTP_PORT", "")).http().port())
        .isEqualTo(8080);
  }

  @Test
  void refusesAnUnknownNameAndNamesTheNearest() {
    assertThat(faults(Map.of("DAEGI_HTTP_PROT", "80")))
        .containsExactly(
            "DAEGI_HTTP_PROT (in the environment) is unknown: did you mean DAEGI_HTTP_PORT?");
    assertThat(faults(Map.of("DAEGI_POSTGRESQL_URL", "x")))
        .containsExactly(
            "DAEGI_POSTGRESQL_URL (in the environment) is unknown: did you mean DAEGI_POSTGRES_URL?");
  }

  @Test
  void refusesAnUnknownNameInTheFile() throws IOException {
    Files.writeString(workingDir.resolve("daegi.properties"), "HTTP_PORT=9000\n");

    assertThat(faults(Map.of("DAEGI_CONFIG_FILE", "daegi.properties")))
        .containsExactly(
            "HTTP_PORT (in daegi.properties) is unknown: did you mean DAEGI_HTTP_PORT?");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThat(faults(Map.of("DAEGI_CONFIG_FILE", "nowhere.properties")))
        .singleElement()
        .asString()
        .contains("DAEGI_CONFIG_FILE", "nowhere.properties", "cannot be read");
  }

  @Test
  void tellsEveryFaultAtOnce() {
    assertThat(
            faults(
                Map.of(
                    "DAEGI_PROFILE", "prod",
                    "DAEGI_HTTP_PORT", "80x",
                    "DAEGI_TICK_MS", "5",
                    "DAEGI_FSYNC", "yes",
                    "DAEGI_PUBLIC_URL", "tickets.example.org",
                    "DAEGI_KAFKA_BOOTSTRAP_SERVERS", "kafka",
                    "DAEGI_ORIGINS_ALLOWED", "https://a.example.org,",
                    "DAEGI_NONSENSE", "1")))
        .hasSize(8)
        .contains(
            "DAEGI_PROFILE (in the environment) must be one of embedded, production, not \"prod\"")
        .contains(
            "DAEGI_HTTP_PORT (in the environment) must be a whole number from 0 to 65535, not \"80x\"")
        .contains(
            "DAEGI_TICK_MS (in the environment) must be a whole number from 10 to 1000, not \"5\"");
  }

  @Test
  void neverShowsASecretInAFault() {
    List<String> faults =
        faults(
            Map.of(
                "DAEGI_ADMIN_KEY", "hush hush",
                "DAEGI_POSTGRES_URL", "mysql://shop:hush@db/tickets",
                "DAEGI_REDIS_URL", "http://:hush@cache"));

    assertThat(faults).hasSize(3).noneMatch(fault -> fault.contains("hush"));
  }

  @Test
  void neverShowsASecretInItsText() throws ConfigFaults {
    LauncherConfig config =
        read(
            Map.of(
                "DAEGI_ADMIN_KEY", "hush-hush",
                "DAEGI_POSTGRES_URL", "postgresql://shop:hush@db/tickets",
                "DAEGI_REDIS_URL", "redis://:hush@cache"));

    assertThat(config.toString())
        .doesNotContain("hush")
        .contains("postgresql://shop@db:5432/tickets");
  }

  @Test
  void refusesOnePortForBothServers() {
    assertThat(faults(Map.of("DAEGI_HTTP_PORT", "8081")))
        .containsExactly("DAEGI_HTTP_PORT and DAEGI_MANAGEMENT_PORT must differ: both are 8081");
  }

  @Test
  void refusesInProductionWhatIsOnlyGoodForATry() {
    List<String> faults = faults(Map.of("DAEGI_PROFILE", "production", "DAEGI_DEMO", "true"));

    assertThat(faults).hasSize(6);
    for (String name :
        List.of(
            "DAEGI_POSTGRES_URL",
            "DAEGI_KAFKA_BOOTSTRAP_SERVERS",
            "DAEGI_REDIS_URL",
            "DAEGI_ADMIN_KEY",
            "DAEGI_KEYS_FILE",
            "DAEGI_DEMO")) {
      assertThat(faults).anyMatch(fault -> fault.startsWith(name));
    }
  }

  @Test
  void runsInProductionWhenEverythingIsNamed() throws Exception {
    Path keys = Files.writeString(workingDir.resolve("keys.json"), "{}");
    Map<String, String> environment = new HashMap<>();
    environment.put("DAEGI_PROFILE", "production");
    environment.put("DAEGI_POSTGRES_URL", "postgresql://shop:hush@db/tickets");
    environment.put("DAEGI_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
    environment.put("DAEGI_REDIS_URL", "redis://cache");
    environment.put("DAEGI_KEYS_FILE", "keys.json");
    environment.put("DAEGI_ADMIN_KEY", "too-short");

    assertThat(faults(environment))
        .containsExactly("DAEGI_ADMIN_KEY must have at least 16 characters in production");

    environment.put("DAEGI_ADMIN_KEY", "long-enough-for-operators");
    LauncherConfig config = read(environment);
    assertThat(config.demo()).isFalse();
    assertThat(config.credentials().keysFile()).contains(keys);
  }

  @Test
  void paysAtAGatewayOutsideWhenItIsNamed() throws ConfigFaults {
    assertThat(read(Map.of()).payment()).isEmpty();
    assertThat(faults(Map.of("DAEGI_PAYMENT_GATEWAY", "http")))
        .containsExactly(
            "DAEGI_PAYMENT_URL is missing, and DAEGI_PAYMENT_GATEWAY is http",
            "DAEGI_PAYMENT_SECRET is missing, and DAEGI_PAYMENT_GATEWAY is http");
    Map<String, String> environment = new HashMap<>();
    environment.put("DAEGI_PAYMENT_GATEWAY", "http");
    environment.put("DAEGI_PAYMENT_URL", "http://127.0.0.1:9000");
    environment.put("DAEGI_PAYMENT_SECRET", "hush");
    assertThat(faults(environment))
        .containsExactly("DAEGI_PAYMENT_SECRET must have at least 16 characters");

    environment.put("DAEGI_PAYMENT_SECRET", "hush-hush-hush-hush");
    LauncherConfig config = read(environment);

    assertThat(config.payment().orElseThrow().url()).isEqualTo(URI.create("http://127.0.0.1:9000"));
    assertThat(config.toString()).doesNotContain("hush");
    environment.put("DAEGI_PROFILE", "production");
    assertThat(faults(environment))
        .contains("DAEGI_PAYMENT_URL must be an https address in production");
  }

  @Test
  void takesAThemeOrTellsEverythingThatIsWrongWithIt() throws Exception {
    Path theme = Files.createDirectory(workingDir.resolve("theme"));
    Files.writeString(theme.resolve("theme.css"), ":root { --jade: #1d4ed8; }");
    assertThat(read(Map.of("DAEGI_THEME_DIR", "theme")).theme().css()).contains("#1d4ed8");

    Files.writeString(theme.resolve("theme.css"), ":root { --jade: blue; }");
    Files.writeString(theme.resolve("words-en.json"), "{\"nothing\":\"a\"}");
    assertThat(faults(Map.of("DAEGI_THEME_DIR", "theme")))
        .containsExactly(
            "DAEGI_THEME_DIR: theme.css: --jade: blue must be a colour like #17695a",
            "DAEGI_THEME_DIR: words-en.json: there is no text nothing");
    assertThat(faults(Map.of("DAEGI_THEME_DIR", "nowhere")))
        .singleElement()
        .asString()
        .contains("nowhere cannot be read");
  }

  @Test
  void collectsTopUpsWhereItIsSaid() throws ConfigFaults {
    assertThat(read(Map.of()).topUps().source()).isEqualTo(TopUpSource.DEMO);
    assertThat(read(Map.of("DAEGI_DEMO", "false")).topUps().source()).isEqualTo(TopUpSource.NONE);
    Map<String, String> environment = new HashMap<>();
    environment.put("DAEGI_TOP_UP_GATEWAY", "http");
    assertThat(faults(environment))
        .containsExactly(
            "DAEGI_TOP_UP_URL is missing, and DAEGI_TOP_UP_GATEWAY is http",
            "DAEGI_TOP_UP_SECRET is missing, and DAEGI_TOP_UP_GATEWAY is http");
    environment.put("DAEGI_TOP_UP_URL", "http://127.0.0.1:9000");
    environment.put("DAEGI_TOP_UP_SECRET", "hush-hush-hush-hush");

    LauncherConfig config = read(environment);

    assertThat(config.topUps().gateway().orElseThrow().url())
        .isEqualTo(URI.create("http://127.0.0.1:9000"));
    assertThat(config.toString()).doesNotContain("hush");
    environment.put("DAEGI_PROFILE", "production");
    assertThat(faults(environment))
        .contains("DAEGI_TOP_UP_URL must be an https address in production");
    environment.put("DAEGI_TOP_UP_GATEWAY", "demo");
    assertThat(faults(environment))
        .contains("DAEGI_TOP_UP_GATEWAY must not be demo in production: it gives money away");
  }

  @Test
  void saysInItsMessageThatTheConfigurationIsWrong() {
    assertThatThrownBy(() -> read(Map.of("DAEGI_HTTP_PORT", "-1")))
        .isInstanceOf(ConfigFaults.class)
        .hasMessageStartingWith("the configuration cannot be used:\n  DAEGI_HTTP_PORT");
  }

  private LauncherConfig read(Map<String, String> environment) throws ConfigFaults {
    return LauncherConfig.read(environment, workingDir);
  }

  private List<String> faults(Map<String, String> environment) {
    ConfigFaults faults = catchThrowableOfType(ConfigFaults.class, () -> read(environment));
    assertThat(faults).isNotNull();
    return faults.getMessage().lines().skip(1).map(String::strip).toList();
  }
}
