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
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatusWriterTest {

  private static final String TOKEN_ID = "00000000000000ffa0000000000000b1";
  private static final long NOW_MS = 1_764_000_000_123L;
  private static final long AGE_MS = 40;
  private static final QueueToken TOKEN = new QueueToken("demo", 3, 1_842, 0, new VisitorId(1, 2));

  private final StatusWriter writer = new StatusWriter();

  @Test
  void writesWhatAPollAnswersInEveryState() {
    var views =
        List.of(
            new TokenView(TokenState.WAITING, null, 312, 41_000, -1, false, 7),
            new TokenView(TokenState.WAITING, null, 312, -1, -1, false, 7),
            new TokenView(TokenState.READY, null, 0, -1, 9_000, false, 9),
            new TokenView(TokenState.ACTIVE, null, 0, -1, 0, false, 7),
            new TokenView(TokenState.COMPLETED, EndReason.PAID, 0, -1, -1, false, 7),
            new TokenView(TokenState.EXPIRED, EndReason.MISSED_CALL, 0, -1, -1, false, 7),
            new TokenView(TokenState.ABANDONED, EndReason.SILENT, 0, -1, -1, false, 7));
    var queues =
        List.of(
            queue(QueueState.OPEN, null, HoldReason.NONE),
            queue(QueueState.PAUSED, "Sound \"check\"\n잠시만요", HoldReason.SHOP_AWAY));
    for (var queue : queues) {
      for (var view : views) {
        for (var pass : new String[] {null, "eyJ.abc-_.x"}) {
          assertSame(queue, view, pass);
        }
      }
    }
  }

  private void assertSame(QueueView queue, TokenView view, String pass) {
    var status = new TokenStatus(TOKEN, TOKEN_ID, queue, view, AGE_MS, NOW_MS, 5_000);
    var shared = StatusWriter.Shared.of(queue, AGE_MS, NOW_MS, new WallTimes());
    var expected = StatusJson.of(status, pass);
    assertThat(writer.write(shared, status, view, 5_000, pass)).isEqualTo(expected.encode());
    assertThat(writer.write(status, shared, pass, "AQ-t", "AQ_v"))
        .isEqualTo(expected.put("token", "AQ-t").put("visitor", "AQ_v").encode());
  }

  @Test
  void writesTimesAsTheClockOfTheJdkDoes() {
    var times = new WallTimes();
    var random = new SplittableRandom(3);
    for (long fromMs : new long[] {NOW_MS, 0, -5_000}) {
      for (int i = 0; i < 2_000; i++) {
        long wallMs = fromMs + random.nextLong(20_000) / 50 * 50;
        assertThat(times.quoted(wallMs))
            .isEqualTo('"' + Instant.ofEpochMilli(wallMs).toString() + '"');
      }
    }
  }

  @Test
  void writesAnIdFromItsHalves() {
    var id = new StringBuilder();
    StatusWriter.writeHex(id, 0xff);
    StatusWriter.writeHex(id, 0xa0000000000000b1L);
    assertThat(id).hasToString(TOKEN_ID);
  }

  private static QueueView queue(QueueState state, String message, HoldReason held) {
    return new QueueView(
        "demo",
        0,
        3,
        QueueSettings.defaults("demo"),
        1,
        state,
        message,
        held,
        1_530,
        2_000,
        470,
        3,
        4,
        NOW_MS - 500,
        NOW_MS - 40,
        7);
  }
}
