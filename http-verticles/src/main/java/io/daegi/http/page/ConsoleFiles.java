package io.daegi.http.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The files of the operators' console: its own, some of the visitors' page, and the charts. */
final class ConsoleFiles {

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
          "view-audit.js");

  /** What both pages have: the type and the colours, and what makes elements and numbers. */
  static final List<String> SHARED =
      List.of("style.css", "icon.svg", "dom.js", "format.js", "speech.js");

  static final List<String> CHART_NAMES = List.of("uPlot.iife.min.js", "uPlot.min.css");

  private ConsoleFiles() {}

  static PageFiles read() {
    var charts = CHARTS + chartsVersion() + "/dist/";
    var paths =
        Stream.of(
                NAMES.stream().map(FOLDER::concat),
                SHARED.stream().map(VISITORS::concat),
                CHART_NAMES.stream().map(charts::concat))
            .flatMap(each -> each)
            .toList();
    return PageFiles.read(FOLDER + "index.html", paths);
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
