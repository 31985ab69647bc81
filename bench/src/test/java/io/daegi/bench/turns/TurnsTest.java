package io.daegi.bench.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.bench.Effort;
import io.daegi.bench.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final List<String> ran = new ArrayList<>();
  private final Turns turns =
      new Turns(
          new Effort(false, 2, Set.of()),
          new Progress(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));

  @Test
  void everyOtherRoundGoesTheOtherWayAboutAndWarmUpDoesNotCount() throws Exception {
    Map<String, Callable<Integer>> ways = new LinkedHashMap<>();
    ways.put("a", () -> ran("a"));
    ways.put("b", () -> ran("b"));

    Map<String, List<Integer>> results = turns.run(ways);

    assertThat(ran).containsExactly("b", "a", "a", "b", "b", "a");
    assertThat(results).containsEntry("a", List.of(3, 6)).containsEntry("b", List.of(4, 5));
  }

  @Test
  void aRunThatFailsEndsAll() {
    Map<String, Callable<Integer>> ways =
        Map.of(
            "a",
            () -> {
              throw new IllegalStateException("wrong count");
            });

    assertThatThrownBy(() -> turns.run(ways)).hasMessage("wrong count");
  }

  private int ran(String way) {
    ran.add(way);
    return ran.size();
  }
}
