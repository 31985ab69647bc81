package io.daegi.launcher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The dashboard for Grafana that is shipped. */
public final class Dashboard {
  private static final Path SHIPPED = Path.of("..", "deploy", "grafana", "daegi.json");

  private Dashboard() {}

  /** What a panel asks and gets no answer to. */
  public static List<String> emptyPanels(PrometheusServer prometheus) throws IOException {
    return expressions().stream()
        .filter(expression -> prometheus.query(expression).isEmpty())
        .toList();
  }

  private static List<String> expressions() throws IOException {
    List<String> expressions =
        new JsonObject(Files.readString(SHIPPED))
            .getJsonArray("panels").stream()
                .map(JsonObject.class::cast)
                .flatMap(panel -> panel.getJsonArray("targets", new JsonArray()).stream())
                .map(target -> ((JsonObject) target).getString("expr").replace("$queue", ".*"))
                .toList();
    if (expressions.isEmpty()) {
      throw new IllegalStateException("no panel is in " + SHIPPED);
    }
    return expressions;
  }
}
