package io.daegi.http.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.token.QueueToken;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusTextTest {

  private static final long NOW_MS = Instant.parse("2026-12-31T23:59:59.007Z").toEpochMilli();

  private final StatusText text = new StatusText();

  static Stream<TokenStatus> statuses() {
    return Stream.of(
        status(new TokenView(TokenState.WAITING, null, 312, 41_000, -1, false, 48_213), null),
        status(new TokenView(TokenState.WAITING, null, 1, -1, -1, false, 0), "a \"word\"\n 대기"),
        status(new TokenView(TokenState.READY, null, 0, -1, 179_993, true, 7), ""),
        status(new TokenView(TokenState.ACTIVE, null, 0, -1, 0, false, 7), null),
        status(new TokenView(TokenState.ABANDONED, EndReason.SILENT, 0, -1, -1, false, 7), "gone"));
  }

  private static TokenStatus status(TokenView view, String message) {
    var queue =
        new QueueView(
            "gala-1",
            0,
            2,
            QueueSettings.defaults("gala-1"),
            1,
            QueueState.OPEN,
            message,
            message == null ? HoldReason.SHOP_AWAY : HoldReason.NONE,
            1_530,
            2_000,
            470,
            3,
            4,
            NOW_MS,
            NOW_MS - 1_007,
            view.version());
    var token = new QueueToken("gala-1", 2, 1_842, 0, new VisitorId(1, 2));
    return new TokenStatus(token, "0192ab", queue, view, 40, NOW_MS, 5_000);
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void writesWhatTheJsonObjectWouldBe(TokenStatus status) {
    var expected = status.toJson("a.pass.of-ours").encode();
    var written = text.of(status, "a.pass.of-ours").toString();
    assertThat(written).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void addsBothCredentialsForWhoeverKeepsThem(TokenStatus status) {
    var expected = status.toJson(null).put("token", "AQ-t").put("visitor", "AQ_v").encode();
    var written = text.of(status, null, "AQ-t", "AQ_v").toString();
    assertThat(written).isEqualTo(expected);
  }

  @Test
  void writesTimesAsTheyAreWrittenElsewhere() {
    var times = new UtcText();
    var random = new Random(7);
    long from = Instant.parse("1969-01-01T00:00:00Z").toEpochMilli();
    long to = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 100_000; i++) {
      long wallMs = i % 3 == 0 ? NOW_MS + i : random.nextLong(from, to);
      var written = new StringBuilder();
      times.append(written, wallMs);
      assertThat(written).hasToString(Instant.ofEpochMilli(wallMs).toString());
    }
  }
}
