package io.daegi.bench.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedAnswerTest {

  @TempDir Path folder;

  @Test
  void isTheStatusTheHeadersButTheLengthAndTheBody() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("answer"),
            "HTTP/1.1 201 Created\r\nLocation: /me\r\ncontent-length: 2\r\n\r\n{}");
    FixedAnswer answer = FixedAnswer.read(file);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers()).containsExactly(Map.entry("Location", "/me"));
    assertThat(answer.body()).hasToString("{}");
  }
}
