package io.daegi.launcher.cluster;

import io.daegi.launcher.Launched;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process of a cluster, which keeps its name, its ports and its directory when it is started
 * again.
 */
final class Member implements AutoCloseable {
  private static final String MEMBERS = "daegi_cluster_members";

  private final String name;
  private final Machine machine;
  private final String classPath;
  private final Path dir;
  private final Map<String, String> settings;
  private final List<String> jvmOptions;
  private final HttpClient http = HttpClient.newHttpClient();
  private Launched running;
  private int starts;

  /**
   * @param classPath where its build is found
   * @param settings with ports of its own
   */
  Member(
      String name,
      Machine machine,
      String classPath,
      Path dir,
      Map<String, String> settings,
      List<String> jvmOptions) {
    this.name = name;
    this.machine = machine;
    this.classPath = classPath;
    this.dir = dir;
    this.settings = Map.copyOf(settings);
    this.jvmOptions = jvmOptions;
  }

  String name() {
    return name;
  }

  Machine machine() {
    return machine;
  }

  String url() {
    return "http://" + machine.address() + ":" + settings.get("DAEGI_HTTP_PORT");
  }

  Member start() throws IOException {
    Files.createDirectories(dir);
    keepWords();
    running = Launched.behind(machine.prefix(), classPath, dir, settings, jvmOptions);
    return this;
  }

  /** What an earlier life said stays, for whoever looks for the cause of something. */
  private void keepWords() throws IOException {
    Path words = dir.resolve("out.txt");
    if (Files.exists(words)) {
      Files.move(words, dir.resolve("out-" + starts + ".txt"));
    }
    starts++;
  }

  Member awaitReady() {
    running.awaitReady();
    return this;
  }

  /** Of which build the running process is, in words. */
  String build() throws IOException {
    return Builds.of(running.pid(), classPath);
  }

  Launched process() {
    return running;
  }

  /** Stops it as a process that gets no processor, or lets it go on. */
  void signal(String what) throws IOException, InterruptedException {
    Commands.signal(what, List.of(running.pid()));
  }

  /** Host and port of its management server. */
  String management() {
    return machine.address() + ":" + settings.get("DAEGI_MANAGEMENT_PORT");
  }

  /** What its management server answers. */
  HttpResponse<String> manage(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + management() + path);
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
        BodyHandlers.ofString());
  }

  /** Whether it leads this partition, by its own figures; who does not answer does not. */
  boolean leads(int partition) throws InterruptedException {
    return shows(figures(), "daegi_engine_owner{partition=\"" + partition + "\"", 1);
  }

  /**
   * Whether it sees so many processes on the event bus, itself included; a build that had no such
   * figure yet sees what it sees.
   */
  boolean seesMembers(int count) throws InterruptedException {
    List<String> figures = figures();
    return shows(figures, MEMBERS, count)
        || (!figures.isEmpty() && figures.stream().noneMatch(line -> line.startsWith(MEMBERS)));
  }

  private static boolean shows(List<String> figures, String figure, int value) {
    return figures.stream()
        .anyMatch(line -> line.startsWith(figure) && line.endsWith(" " + value + ".0"));
  }

  /** Every line of its figures; none when it does not answer. */
  private List<String> figures() throws InterruptedException {
    try {
      return running.runs() ? manage("/metrics").body().lines().toList() : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
    http.close();
  }
}
