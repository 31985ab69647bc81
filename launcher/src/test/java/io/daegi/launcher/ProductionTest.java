package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.http.token.KeyRing;
import io.daegi.launcher.cluster.Commands;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The production profile against services that somebody else runs, with one deployment on them that
 * may write nothing but its own directory.
 */
@Order(Lanes.LONG)
class ProductionTest {
  private static final String ADMIN_KEY = "a-key-for-the-night-of-the-sale";
  private static final String DATABASE = "shop";

  @TempDir private static Path servicesDir;
  @TempDir private static Path deploymentDir;
  @TempDir private Path workingDir;

  private static EmbeddedServices services;
  private static Launched deployment;

  @BeforeAll
  static void start() throws Exception {
    services = EmbeddedServices.start(servicesDir, EnumSet.allOf(ServiceKind.class));
    createDatabase(DATABASE);
    deployment = inAReadOnlyTree(settings(deploymentDir, DATABASE)).awaitReady();
  }

  private static Launched inAReadOnlyTree(Map<String, String> settings) throws Exception {
    Path temporary = Files.createDirectory(deploymentDir.resolve("tmp"));
    return Launched.behind(
        ReadOnlyRoot.but(deploymentDir),
        System.getProperty("java.class.path"),
        deploymentDir,
        settings,
        List.of("-Djava.io.tmpdir=" + temporary));
  }

  @AfterAll
  static void stop() {
    if (deployment != null) {
      deployment.close();
    }
    if (services != null) {
      services.close();
    }
  }

  /** Everything that production wants to be told. */
  private static Map<String, String> settings(Path workingDir, String database) throws Exception {
    Path keys = workingDir.resolve("keys.json");
    if (!Files.exists(keys)) {
      KeyRing.loadOrCreate(keys);
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("DAEGI_PROFILE", "production");
    settings.put("DAEGI_LOG_LEVEL", "debug");
    settings.put("DAEGI_HTTP_HOST", "127.0.0.1");
    settings.put("DAEGI_ADMIN_KEY", ADMIN_KEY);
    settings.put("DAEGI_KEYS_FILE", keys.toString());
    settings.put("DAEGI_TOPIC_PREFIX", "p.");
    settings.put("DAEGI_REPLICATION_FACTOR", "1");
    settings.put("DAEGI_KAFKA_BOOTSTRAP_SERVERS", services.broker().bootstrapServers());
    settings.put("DAEGI_REDIS_URL", services.cache().url());
    settings.put(
        "DAEGI_POSTGRES_URL",
        "postgresql://postgres@" + services.database().address() + "/" + database);
    return settings;
  }

  private static void createDatabase(String name) throws Exception {
    try (var connection = DriverManager.getConnection(services.database().jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
  }

  @Test
  void embedsNothingAndServesQueuesOnEightShards() throws Exception {
    assertThat(deploymentDir.resolve("data/kafka")).doesNotExist();
    assertThat(deploymentDir.resolve("data/postgres")).doesNotExist();
    assertThat(deployment.output()).noneMatch(line -> line.contains(ADMIN_KEY));
    String base = deployment.addressOf("Public");
    for (String queue : new String[] {"winter", "spring", "summer", "autumn"}) {
      assertThat(send("PUT", base + "admin/v1/queues/" + queue, "{\"title\":\"A sale\"}"))
          .returns(201, HttpResponse::statusCode);
      assertThat(send("POST", base + "v1/queues/" + queue + "/tokens", "{}"))
          .returns(201, HttpResponse::statusCode);
    }
    assertThat(send("GET", base + "v1/queues/demo", null).statusCode()).isEqualTo(404);
  }

  @Test
  void logsAsMuchAsItIsTold() {
    assertThat(deployment.output()).anyMatch(line -> line.contains(" DEBUG "));
  }

  @Test
  void isHealthyByTheCheckOfTheImage() throws Exception {
    assumeThat(Commands.works("wget", "--version")).isTrue();
    String management = deployment.addressOf("Management");
    String dockerfile = Files.readString(Path.of("..", "deploy", "Dockerfile"));
    Matcher check = Pattern.compile("CMD (wget .*)").matcher(dockerfile);
    assertThat(check.find()).isTrue();
    String here =
        check.group(1).replace("http://127.0.0.1:8081/", management.replaceAll("metrics.*", ""));

    assertThat(here).isNotEqualTo(check.group(1));
    Commands.run("sh", "-c", here);
  }

  @Test
  void refusesALogAndADatabaseThatDoNotBelongTogether() throws Exception {
    createDatabase("second");
    try (Launched wrong = Launched.in(workingDir, settings(workingDir, "second"))) {
      assertThat(wrong.exitCode()).isEqualTo(StartFailure.UNUSABLE);
      assertThat(wrong.errors())
          .singleElement()
          .asString()
          .contains("belongs to deployment", "/second to none");
    }
    assertThat(deployment.runs()).isTrue();
  }

  @Test
  void refusesTopicsThatKeepFewerCopiesThanItPromises() throws Exception {
    Map<String, String> settings = settings(workingDir, DATABASE);
    settings.remove("DAEGI_REPLICATION_FACTOR");
    try (Launched three = Launched.in(workingDir, settings)) {
      assertThat(three.exitCode()).isEqualTo(StartFailure.UNUSABLE);
      assertThat(three.errors())
          .singleElement()
          .asString()
          .contains("keeps 1 copies of a record, not 3", "DAEGI_REPLICATION_FACTOR");
    }
    assertThat(deployment.runs()).isTrue();
  }

  private static HttpResponse<String> send(String method, String url, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json");
    if (url.contains("/admin/")) {
      request.header("Authorization", "Bearer " + ADMIN_KEY);
    }
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
