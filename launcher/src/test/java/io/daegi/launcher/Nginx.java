package io.daegi.launcher;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A real nginx with the configuration that this project ships, as a child of the test. */
final class Nginx implements AutoCloseable {
  private static final Path SHIPPED = Path.of("../deploy/nginx/daegi.conf");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String LOOPBACK = "127.0.0.1:";

  /** One process without rights to give away, and all that it writes in its own folder. */
  private static final String MAIN =
      """
      daemon off;
      master_process off;
      pid nginx.pid;
      error_log stderr notice;
      events {}
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        include daegi.conf;
      }
      """;

  private final Process process;

  private Nginx(Process process) {
    this.process = process;
  }

  static boolean isInstalled() {
    return Programs.find("nginx").isPresent();
  }

  /**
   * Starts it in an empty folder.
   *
   * @param changes what the operator makes of the shipped file, each from text to text; a text that
   *     does not stand there is refused
   */
  static Nginx start(Path folder, int port, Map<String, String> changes) throws IOException {
    String config = Files.readString(SHIPPED);
    config = changed(config, "listen 80;", "listen " + LOOPBACK + port + ";");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      config = changed(config, change.getKey(), change.getValue());
    }
    Files.writeString(folder.resolve("daegi.conf"), config);
    Path main = Files.writeString(folder.resolve("nginx.conf"), MAIN);
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                Programs.find("nginx").orElseThrow().toString(),
                "-p",
                folder + "/",
                "-c",
                main.toString())
            .redirectErrorStream(true)
            .redirectOutput(errors.toFile())
            .start();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !process.isAlive() || isListening(port));
    if (!process.isAlive()) {
      throw new IllegalStateException("nginx ended: " + Files.readString(errors));
    }
    return new Nginx(process);
  }

  private static String changed(String config, String from, String to) {
    if (!config.contains(from)) {
      throw new IllegalArgumentException("the shipped file has no " + from);
    }
    return config.replace(from, to);
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
