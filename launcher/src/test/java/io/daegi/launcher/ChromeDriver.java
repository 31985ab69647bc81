package io.daegi.launcher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The browser's own driver in a process of its own, with one browser, asked by the W3C's protocol.
 */
final class ChromeDriver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
  private static final String CONTAINERS_HAVE_NO_SANDBOX = "--no-sandbox";
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          CONTAINERS_HAVE_NO_SANDBOX,
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--lang=en",
          "--window-size=1280,800");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private ChromeDriver(Process driver, int port, Path browser, Path profile) {
    this.driver = driver;
    String driverUrl = "http://127.0.0.1:" + port;
    JsonObject options =
        new JsonObject()
            .put("binary", browser.toString())
            .put("args", new JsonArray(new ArrayList<>(FLAGS)).add("--user-data-dir=" + profile));
    JsonObject wanted =
        new JsonObject()
            .put("goog:chromeOptions", options)
            .put(
                "goog:loggingPrefs",
                new JsonObject().put("browser", "ALL").put("performance", "ALL"));
    JsonObject capabilities =
        new JsonObject().put("capabilities", new JsonObject().put("alwaysMatch", wanted));
    JsonObject made = (JsonObject) ask("POST", driverUrl + "/session", capabilities);
    this.session = driverUrl + "/session/" + made.getString("sessionId");
  }

  /** Whether this machine has the browser and its driver. */
  static boolean isInstalled() {
    return Programs.find("chromium", "google-chrome").isPresent()
        && Programs.find("chromedriver").isPresent();
  }

  /** Opens a browser with a fresh profile in this empty folder. */
  static ChromeDriver start(Path profile) throws IOException {
    Path browser = Programs.find("chromium", "google-chrome").orElseThrow();
    Process driver =
        new ProcessBuilder(Programs.find("chromedriver").orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    try {
      return new ChromeDriver(driver, portOf(driver), browser, profile);
    } catch (IOException | RuntimeException e) {
      stop(driver);
      throw e;
    }
  }

  private static int portOf(Process driver) throws IOException {
    BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      var started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
    }
    throw new IOException("the browser's driver ended without having started");
  }

  Object post(String path, JsonObject body) {
    return send("POST", path, body);
  }

  /** Sends a command to the browser, and gives what it answers; a refusal is thrown. */
  Object send(String method, String path, JsonObject body) {
    return ask(method, session + path, body);
  }

  private Object ask(String method, String url, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(body == null ? "" : body.encode()))
            .build();
    try {
      Object value =
          new JsonObject(client.send(request, BodyHandlers.ofString()).body()).getValue("value");
      if (value instanceof JsonObject object && object.containsKey("error")) {
        throw new IllegalStateException(
            object.getString("error") + ": " + object.getString("message"));
      }
      return value;
    } catch (IOException e) {
      throw new IllegalStateException("the browser's driver does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      send("DELETE", "", null);
    } finally {
      stop(driver);
      client.close();
    }
  }

  private static void stop(Process driver) {
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroyForcibly();
    driver.onExit().join();
  }
}
