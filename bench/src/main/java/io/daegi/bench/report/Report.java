package io.daegi.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A suite's figures, beside each other as JSON, as a Markdown table and as a plot.
 *
 * @param everywhere the conditions that all figures share
 */
public record Report(String suite, String everywhere, List<Figure> figures) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Report {
    figures = List.copyOf(figures);
  }

  /** Writes {@code <suite>.json}, {@code <suite>.md} and {@code <suite>.svg}. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(
        folder.resolve(suite + ".json").toFile(), figures.stream().map(this::fields).toList());
    Files.writeString(
        folder.resolve(suite + ".md"),
        "# Suite %s%n%n%s%n![plot](%s.svg)%n".formatted(suite, table(), suite));
    Files.writeString(folder.resolve(suite + ".svg"), new BarPlot(suite, figures).toSvg());
  }

  public String table() {
    return MarkdownTable.of(figures, everywhere);
  }

  private Map<String, Object> fields(Figure figure) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("figure", figure.figure());
    fields.put("value", figure.value());
    fields.put("unit", figure.unit());
    fields.put("goal", figure.goal() == null ? null : figure.goal().toString());
    fields.put("met", figure.met());
    fields.put("conditions", figure.conditions() + "; " + everywhere);
    return fields;
  }
}
