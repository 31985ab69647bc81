package io.daegi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class BookingReportTest {

  @Test
  void aQuickRunSellsSeatsWhoseBooksAddUpAndLeavesNoProcess(@TempDir Path folder) throws Exception {
    Main.run("booking", folder, Main.effort("quick=", "rounds=1", "only=purchase"));

    JsonNode figures = new ObjectMapper().readTree(folder.resolve("booking.json").toFile());
    assertThat(figures).hasSizeGreaterThan(7);
    for (JsonNode figure : figures) {
      assertThat(figure.get("value").asDouble()).as(figure.toString()).isPositive();
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
