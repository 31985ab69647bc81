package io.daegi.http.about;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScriptTest {

  private static final int MOST_BYTES = 5_000;

  @Test
  void isSmallAndKeptForMinutesOnly() {
    try (var server = EdgeServer.inFrontOf(new InMemoryRoom())) {
      var script = server.get("/daegi.js");
      assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
      assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=300");
      assertThat(script.body().getBytes(StandardCharsets.UTF_8).length)
          .isBetween(1_000, MOST_BYTES);
    }
  }
}
