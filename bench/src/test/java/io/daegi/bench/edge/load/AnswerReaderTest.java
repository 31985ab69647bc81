package io.daegi.bench.edge.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

  private static final String ANSWER =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 5\r\n\r\nabcde";

  private final AnswerReader reader = new AnswerReader();

  private boolean take(String part) {
    return reader.take(ByteBuffer.wrap(part.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void isWholeWithItsLastByteWhereverItWasCut() {
    for (int cut = 1; cut < ANSWER.length(); cut++) {
      reader.clear();
      assertThat(take(ANSWER.substring(0, cut))).as("cut at %d", cut).isFalse();
      assertThat(take(ANSWER.substring(cut))).as("cut at %d", cut).isTrue();
      assertThat(reader.status()).isEqualTo(503);
      assertThat(reader.text()).isEqualTo(ANSWER);
    }
  }

  @Test
  void endsWithItsHeadWhenItHasNoBody() {
    assertThat(take("HTTP/1.1 204 No Content\r\ncache-control: no-store\r\n\r\n")).isTrue();
    assertThat(reader.status()).isEqualTo(204);
  }
}
