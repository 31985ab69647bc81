package io.daegi.http.page;

import io.daegi.http.edge.Content;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The files of the operators' console: its own, some of the visitors' page, and the charts. */
final class ConsoleFiles {

  private static final String DOCUMENT = "index.html";
  private static final String FOLDER = "/console/";
  private static final String VISITORS = "/web/";
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/";
  private static final String ABOUT_CHARTS = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  static final List<String> NAMES =
      List.of(
          "console.css",
          "main.js",
          "calls.js",
          "problems.js",
          "frame.js",
          "fields.js",
          "rows.js",
          "words.js",
          "words-en.js",
          "words-ja.js",
          "words-ko.js",
          "spans.js",
          "history.js",
          "live.js",
          "charts.js",
          "spark.js",
          "health.js",
          "forecast.js",
          "preview.js",
          "setting-fields.js",
          "settings.js",
          "acts.js",
          "conflict.js",
          "steering.js",
          "message.js",
          "lookup.js",
          "story.js",
          "trail.js",
          "view-signin.js",
          "view-queues.js",
          "view-queue.js",
          "view-sale.js",
          "plan-fields.js",
          "view-concert.js",
          "view-audit.js");

  /** What both pages have: the type and the colours, and what makes elements and numbers. */
  static final List<String> SHARED =
      List.of("style.css", "icon.svg", "dom.js", "format.js", "speech.js");

  static final List<String> CHART_NAMES = List.of("uPlot.iife.min.js", "uPlot.min.css");

  private ConsoleFiles() {}

  /** The page itself, and what it names. */
  record Console(Content document, PageFolder folder) {}

  static Console read() {
    var charts = CHARTS + chartsVersion() + "/dist/";
    var nameToBytes = new LinkedHashMap<String, byte[]>();
    add(nameToBytes, FOLDER, NAMES);
    add(nameToBytes, VISITORS, SHARED);
    add(nameToBytes, charts, CHART_NAMES);
    var document = new String(PageFolder.bytes(FOLDER + DOCUMENT), StandardCharsets.UTF_8);
    var folder = PageFolder.of(document, nameToBytes);
    var text = document.replace("{version}", folder.version());
    return new Console(Content.kept(PageTypes.HTML, Buffer.buffer(text)), folder);
  }

  private static void add(Map<String, byte[]> nameToBytes, String folder, List<String> names) {
    names.forEach(name -> nameToBytes.put(name, PageFolder.bytes(folder + name)));
  }

  /** The charts come as a WebJar, whose folder is named by the version that Maven chose. */
  private static String chartsVersion() {
    var about = new Properties();
    try (var file = ConsoleFiles.class.getResourceAsStream(ABOUT_CHARTS)) {
      if (file == null) {
        throw new IllegalStateException("the charts are not on the class path");
      }
      about.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return about.getProperty("version");
  }
}
