package io.daegi.launcher;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** A real browser without a screen, as somebody who looks, presses and types. */
final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  /** How the driver says that something is not there, or not any more; nothing was pressed. */
  private static final List<String> MOVED =
      List.of("element click intercepted", "stale element reference", "no such element");

  private final ChromeDriver driver;
  private final List<String> scriptsBeforePages = new ArrayList<>();

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Whether this machine has the browser and its driver. */
  static boolean isInstalled() {
    return ChromeDriver.isInstalled();
  }

  /** Opens a browser with a fresh profile in this empty folder. */
  static Chromium start(Path profile) throws IOException {
    return new Chromium(ChromeDriver.start(profile));
  }

  void open(String url) {
    driver.post("/url", new JsonObject().put("url", url));
  }

  /** Runs a script before those of every page that is opened from now on. */
  void runBeforePages(String script) {
    JsonObject source = new JsonObject().put("source", script);
    JsonObject added = devTools("Page.addScriptToEvaluateOnNewDocument", source);
    scriptsBeforePages.add(added.getString("identifier"));
  }

  /** Makes the browser one that was never used, in one tab. */
  void forget(Stream<String> origins) {
    JsonArray tabs = (JsonArray) driver.send("GET", "/window/handles", null);
    for (int at = 1; at < tabs.size(); at++) {
      showTab(tabs.getString(at));
      driver.send("DELETE", "/window", null);
    }
    showTab(tabs.getString(0));
    open("about:blank");
    network(true);
    scripts(true);
    scriptsBeforePages.forEach(
        each ->
            devTools(
                "Page.removeScriptToEvaluateOnNewDocument",
                new JsonObject().put("identifier", each)));
    scriptsBeforePages.clear();
    devTools("Network.clearBrowserCookies", new JsonObject());
    origins.forEach(
        origin ->
            devTools(
                "Storage.clearDataForOrigin",
                new JsonObject().put("origin", origin).put("storageTypes", "all")));
    look(1280, 800, false);
    log();
    traffic();
  }

  /** Whether scripts of pages run. */
  void scripts(boolean isOn) {
    devTools("Emulation.setScriptExecutionDisabled", new JsonObject().put("value", !isOn));
  }

  private JsonObject devTools(String command, JsonObject params) {
    return (JsonObject)
        driver.post(
            "/goog/cdp/execute", new JsonObject().put("cmd", command).put("params", params));
  }

  /** Shows pages on a screen of this size, in the light or the dark. */
  void look(int width, int height, boolean isDark) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    JsonArray features =
        new JsonArray()
            .add(feature("prefers-color-scheme", isDark ? "dark" : "light"))
            .add(feature("prefers-reduced-motion", "reduce"));
    devTools("Emulation.setEmulatedMedia", new JsonObject().put("features", features));
  }

  /** Cuts the way to the server, also for connections that stand, or opens it again. */
  void network(boolean isUp) {
    devTools("Network.enable", new JsonObject());
    devTools(
        "Network.emulateNetworkConditions",
        new JsonObject()
            .put("offline", !isUp)
            .put("latency", 0)
            .put("downloadThroughput", -1)
            .put("uploadThroughput", -1));
  }

  /** The tab that is shown. */
  String tab() {
    return (String) driver.send("GET", "/window", null);
  }

  /** Opens one more tab, and shows it. */
  void openTab() {
    JsonObject made = (JsonObject) driver.post("/window/new", new JsonObject().put("type", "tab"));
    showTab(made.getString("handle"));
  }

  /** Closes the tab that is shown, and shows another one. */
  void closeTab(String next) {
    driver.send("DELETE", "/window", null);
    showTab(next);
  }

  void showTab(String handle) {
    driver.post("/window", new JsonObject().put("handle", handle));
  }

  private static JsonObject feature(String name, String value) {
    return new JsonObject().put("name", name).put("value", value);
  }

  /** What is on the screen, as a PNG. */
  byte[] screenshot() {
    return Base64.getDecoder().decode((String) driver.send("GET", "/screenshot", null));
  }

  void reload() {
    driver.post("/refresh", new JsonObject());
  }

  /**
   * Waits until something that can be seen matches, scrolls to it as people do, and presses it;
   * again when it moved away under the finger, as on a page that is told what others do.
   */
  void press(String css) {
    waiting("way to press " + css).until(() -> hits(css));
  }

  private boolean hits(String css) {
    String target = visible(css);
    run(
        "document.querySelector(arguments[0])"
            + "?.scrollIntoView({ block: 'nearest', behavior: 'instant' })",
        target);
    try {
      JsonObject found =
          (JsonObject)
              driver.post(
                  "/element", new JsonObject().put("using", "css selector").put("value", target));
      driver.post("/element/" + found.getString(ELEMENT) + "/click", new JsonObject());
      return true;
    } catch (IllegalStateException refused) {
      if (MOVED.stream().noneMatch(refused.getMessage()::startsWith)) {
        throw refused;
      }
      return false;
    }
  }

  /** Presses keys, one after the other, on whatever has the focus. */
  void type(String keys) {
    JsonArray actions = new JsonArray();
    keys.chars()
        .mapToObj(Character::toString)
        .forEach(
            key ->
                actions
                    .add(new JsonObject().put("type", "keyDown").put("value", key))
                    .add(new JsonObject().put("type", "keyUp").put("value", key)));
    JsonObject keyboard =
        new JsonObject().put("type", "key").put("id", "keyboard").put("actions", actions);
    driver.post("/actions", new JsonObject().put("actions", new JsonArray().add(keyboard)));
  }

  void awaitShown(String css) {
    waiting(css)
        .until(
            () ->
                Boolean.TRUE.equals(
                    run("return document.querySelector(arguments[0]) !== null", visible(css))));
  }

  /** Waits until the text of an element has this part. */
  void awaitText(String css, String part) {
    waiting(css + " with " + part).until(() -> text(css).contains(part));
  }

  /** The text of an element; empty when there is none. */
  String text(String css) {
    return (String) run("return document.querySelector(arguments[0])?.textContent ?? ''", css);
  }

  /** Runs a script in the page; what it returns is awaited. */
  Object run(String script, Object... arguments) {
    return driver.post(
        "/execute/sync",
        new JsonObject().put("script", script).put("args", new JsonArray(List.of(arguments))));
  }

  /** What the browser logged since the last look. */
  List<String> log() {
    return messages("browser");
  }

  /** What went between the browser and others since the last look. */
  Traffic traffic() {
    return new Traffic(
        messages("performance").stream()
            .map(message -> new JsonObject(message).getJsonObject("message"))
            .toList());
  }

  private List<String> messages(String log) {
    JsonArray entries = (JsonArray) driver.post("/se/log", new JsonObject().put("type", log));
    return entries.stream().map(each -> ((JsonObject) each).getString("message")).toList();
  }

  private ConditionFactory waiting(String what) {
    return await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .conditionEvaluationListener(
            condition -> {
              if (condition.getRemainingTimeInMS() <= 0) {
                throw new AssertionError("no " + what + " on the page:\n" + text("body"));
              }
            });
  }

  private static String visible(String css) {
    return css + ":not([hidden])";
  }

  @Override
  public void close() {
    driver.close();
  }
}
