package io.daegi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EngineReportTest {

  @Test
  void aQuickRunReportsEveryFigureAsJsonTableAndPlot(@TempDir Path folder) throws Exception {
    Main.run("engine", folder, Effort.QUICK);

    JsonNode figures = new ObjectMapper().readTree(folder.resolve("engine.json").toFile());
    assertThat(figures.isArray()).isTrue();
    assertThat(figures).hasSizeGreaterThan(10);
    for (JsonNode figure : figures) {
      assertThat(figure.fieldNames())
          .toIterable()
          .containsExactly("figure", "value", "unit", "goal", "met", "conditions");
      assertThat(figure.get("value").isNumber()).isTrue();
      assertThat(figure.get("met").isNull()).isEqualTo(figure.get("goal").isNull());
      assertThat(figure.get("conditions").asText()).contains("cores", "heap");
      assertThat(Files.readString(folder.resolve("engine.md")))
          .contains("| " + figure.get("figure").asText());
    }
    var plot =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("engine.svg").toFile());
    assertThat(plot.getElementsByTagName("rect").getLength()).isEqualTo(figures.size() + 1);
  }

  @Test
  void onlyTheGroupsThatWereAskedForAreMeasured(@TempDir Path folder) throws Exception {
    Main.run("engine", folder, Main.effort("quick=", "rounds=2", "only=machine"));

    JsonNode figures = new ObjectMapper().readTree(folder.resolve("engine.json").toFile());
    assertThat(figures).isNotEmpty();
    for (JsonNode figure : figures) {
      assertThat(figure.get("figure").asText()).contains("machine");
      assertThat(figure.get("conditions").asText()).startsWith("median of 2");
    }
  }

  @Test
  void anUnknownGroupIsRefusedWithTheNamesOfThoseThatExist(@TempDir Path folder) {
    assertThatThrownBy(() -> Main.run("engine", folder, Main.effort("only=join,nothing")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing")
        .hasMessageContaining("board");
  }

  @Test
  void anUnknownSuiteIsRefusedWithTheNamesOfThoseThatExist(@TempDir Path folder) {
    assertThatThrownBy(() -> Main.run("nothing", folder, Effort.QUICK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engine");
  }
}
