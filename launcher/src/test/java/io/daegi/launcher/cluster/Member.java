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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One process of a cluster, which keeps its name, its ports and its directory when it is started
 * again.
 */
final class Member implements AutoCloseable {
  /** Small, and quick to start rather than quick at last. */
  private static final List<String> SMALL =
      List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  private final String name;
  private final Path dir;
  private final Map<String, String> settings;
  private final List<String> jvmOptions;
  private final HttpClient http = HttpClient.newHttpClient();
  private Launched running;

  /**
   * @param settings with ports of its own
   */
  Member(String name, Path dir, Map<String, String> settings, List<String> jvmOptions) {
    this.name = name;
    this.dir = dir;
    this.settings = Map.copyOf(settings);
    this.jvmOptions = jvmOptions;
  }

  String name() {
    return name;
  }

  String url() {
    return "http://127.0.0.1:" + settings.get("DAEGI_HTTP_PORT");
  }

  Member start() throws IOException {
    Files.createDirectories(dir);
    List<String> options = new ArrayList<>(SMALL);
    options.addAll(jvmOptions);
    running = Launched.in(dir, settings, options);
    return this;
  }

  Member awaitReady() {
    running.awaitReady();
    return this;
  }

  Launched process() {
    return running;
  }

  /** Stops it as a process that gets no processor, or lets it go on. */
  void signal(String what) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + what, Long.toString(running.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -" + what + " failed");
    }
  }

  /** What its management server answers. */
  HttpResponse<String> manage(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + settings.get("DAEGI_MANAGEMENT_PORT") + path);
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
        BodyHandlers.ofString());
  }

  /** Whether it leads this partition, by its own figures. */
  boolean leads(int partition) throws IOException, InterruptedException {
    return running.runs()
        && manage("/metrics")
            .body()
            .lines()
            .anyMatch(
                line ->
                    line.startsWith("daegi_engine_owner{partition=\"" + partition + "\"")
                        && line.endsWith(" 1.0"));
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
    http.close();
  }
}
