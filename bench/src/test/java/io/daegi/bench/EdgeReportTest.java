package io.daegi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it looks at every process that this one started")
@Timeout(300)
class EdgeReportTest {

  @Test
  void aQuickRunMeasuresServersOfTheirOwnAndLeavesNone(@TempDir Path folder) throws Exception {
    Main.run("edge", folder, Main.effort("quick=", "rounds=1", "only=poll,stale"));

    JsonNode figures = new ObjectMapper().readTree(folder.resolve("edge.json").toFile());
    assertThat(figures).hasSizeGreaterThan(10);
    for (JsonNode figure : figures) {
      assertThat(figure.get("value").asDouble()).as(figure.toString()).isPositive();
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
