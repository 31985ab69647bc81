package io.daegi.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.fixture.InMemoryRoom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamPaceTest {

  private final InMemoryRoom room = new InMemoryRoom();
  private final RecordingSink sink = new RecordingSink();
  private TickedEdge edge;

  @BeforeEach
  void start() throws IOException {
    room.open("demo", QueueSettings.defaults("demo"));
    edge = new TickedEdge(room);
  }

  @AfterEach
  void stop() throws IOException {
    edge.close();
  }

  private void join(int count) {
    for (int i = 1; i <= count; i++) {
      room.join("demo", new VisitorId(1, i)).await();
    }
  }

  @Test
  void tellsAChangedPositionOnceASecondAndNoOftener() {
    join(100);
    edge.open(TickedEdge.token(100), sink);
    for (int tick = 1; tick <= 50; tick++) {
      room.callUpTo("demo", tick);
      edge.ticks(1);
    }
    assertThat(sink.count()).isEqualTo(6);
    assertThat(sink.last().getInteger("position")).isEqualTo(50);
  }

  @Test
  void tellsAnUnchangedPositionEveryFifteenSeconds() {
    join(2);
    edge.open(TickedEdge.token(2), sink);
    edge.ticks(149);
    assertThat(sink.count()).isEqualTo(1);
    edge.ticks(1);
    assertThat(sink.count()).isEqualTo(2);
    edge.seconds(15);
    assertThat(sink.count()).isEqualTo(3);
  }

  @Test
  void tellsAtOnceThatTheQueueOrItsMessageHasChanged() {
    join(2);
    edge.open(TickedEdge.token(2), sink);
    room.changeState("demo", QueueState.PAUSED, "").await();
    edge.ticks(1);
    assertThat(sink.last().getString("queueState")).isEqualTo("PAUSED");
    room.setMessage("demo", "Sound check").await();
    edge.ticks(1);
    assertThat(sink.last().getString("message")).isEqualTo("Sound check");
    assertThat(sink.count()).isEqualTo(3);
    edge.ticks(1);
    assertThat(sink.count()).isEqualTo(3);
  }

  @Test
  void tellsAtOnceThatTheVisitorIsCalledAndThatTheTokenEnded() {
    join(2);
    edge.open(TickedEdge.token(2), sink);
    edge.ticks(3);
    room.callUpTo("demo", 2);
    edge.ticks(1);
    assertThat(sink.last().getString("state")).isEqualTo("READY");
    room.end("demo", 2, TokenState.EXPIRED, EndReason.MISSED_CALL);
    edge.ticks(1);
    assertThat(sink.last().getString("reason")).isEqualTo("missed-call");
    assertThat(sink.end().code()).isEqualTo(1000);
  }

  @Test
  void tellsAtOnceOfALeaveThatThisEdgeHasHeardOf() {
    join(20);
    edge.open(TickedEdge.token(20), sink);
    edge.ticks(1);
    room.leave("demo", 20, new VisitorId(1, 20)).await();
    edge.registry().lookAgain(TickedEdge.token(20));
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> sink.end() != null);
    assertThat(sink.last().getString("state")).isEqualTo("LEFT");
  }

  @Test
  void tellsANewPassWhenTheOldOneIsHalfOver() {
    join(1);
    room.callUpTo("demo", 1);
    room.enter("demo", 1, new VisitorId(1, 1)).await();
    edge.open(TickedEdge.token(1), sink);
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> onceMore() && sink.count() == 1);
    var first = sink.last().getString("pass");
    assertThat(first).isNotBlank();
    edge.seconds(31);
    Awaitility.await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> onceMore() && !sink.last().getString("pass").equals(first));
  }

  private boolean onceMore() {
    edge.ticks(1);
    return true;
  }

  @Test
  void givesASlowReaderTheNewestStatusAndNothingThatCameBetween() {
    join(100);
    edge.open(TickedEdge.token(100), sink);
    sink.stopReading();
    for (int second = 1; second <= 9; second++) {
      room.callUpTo("demo", 2L * second);
      edge.seconds(1);
    }
    assertThat(sink.count()).isEqualTo(2);
    sink.readOn();
    edge.ticks(1);
    assertThat(sink.count()).isEqualTo(3);
    assertThat(sink.last().getInteger("position")).isEqualTo(82);
    assertThat(sink.end()).isNull();
  }

  @Test
  void closesOnAReaderWhoTakesNothingForTenSeconds() {
    join(10);
    edge.open(TickedEdge.token(10), sink);
    sink.stopReading();
    room.callUpTo("demo", 1);
    edge.seconds(1);
    edge.seconds(10);
    assertThat(sink.end()).isNull();
    edge.ticks(12);
    assertThat(sink.end().code()).isEqualTo(4408);
  }

  @Test
  void pingsEveryTwentySecondsAndClosesAfterTwoWithoutAnAnswer() {
    join(1);
    edge.open(TickedEdge.token(1), sink);
    edge.seconds(19);
    assertThat(sink.pings()).isZero();
    edge.seconds(1);
    assertThat(sink.pings()).isEqualTo(1);
    edge.seconds(20);
    assertThat(sink.pings()).isEqualTo(2);
    assertThat(sink.end()).isNull();
    edge.seconds(20);
    assertThat(sink.pings()).isEqualTo(2);
    assertThat(sink.end().code()).isEqualTo(4408);
  }

  @Test
  void keepsWhoAnswersItsPings() {
    join(1);
    var stream = edge.open(TickedEdge.token(1), sink);
    for (int i = 0; i < 5; i++) {
      edge.seconds(20);
      stream.heard();
    }
    assertThat(sink.pings()).isEqualTo(5);
    assertThat(sink.end()).isNull();
  }

  @Test
  void waitsForNoAnswerOfWhoCannotGiveOne() {
    join(1);
    edge.open(TickedEdge.token(1), sink.thatCannotAnswer());
    edge.seconds(100);
    assertThat(sink.pings()).isEqualTo(5);
    assertThat(sink.end()).isNull();
  }

  @Test
  void tellsTheEngineEveryFiveSecondsThatTheVisitorIsThere() {
    join(1);
    edge.open(TickedEdge.token(1), sink);
    int before = room.signsOfLife();
    edge.seconds(20);
    assertThat(room.signsOfLife() - before).isEqualTo(4);
  }

  @Test
  void tellsACrowdInTurnsThatLeaveTheLoopToOthers() {
    int crowd = 2_000;
    join(crowd);
    var sinks = new ArrayList<RecordingSink>();
    for (int number = 1; number <= crowd; number++) {
      var each = new RecordingSink();
      sinks.add(each);
      edge.open(TickedEdge.token(number), each);
    }
    room.setMessage("demo", "Doors open").await();
    edge.ticks(1);
    long inOneTurn = edge.onLoop(() -> sinks.stream().filter(s -> s.count() == 2).count());
    assertThat(inOneTurn).isBetween(1L, 1_500L);
    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> edge.onLoop(() -> sinks.stream().allMatch(s -> s.count() == 2)));
  }

  @Test
  void leavesNobodyOutWhenOthersGoInTheMiddleOfARound() {
    int crowd = 900;
    join(crowd);
    var sinks = new ArrayList<RecordingSink>();
    var streams = new ArrayList<TokenStream>();
    for (int number = 1; number <= crowd; number++) {
      var each = new RecordingSink();
      sinks.add(each);
      streams.add(edge.open(TickedEdge.token(number), each));
    }
    room.setMessage("demo", "Doors open").await();
    edge.ticks(1);
    edge.onLoop(
        () -> {
          for (int i = 0; i < crowd; i += 2) {
            streams.get(i).closed();
          }
          return null;
        });
    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(
            () ->
                edge.onLoop(
                    () -> {
                      for (int i = 1; i < crowd; i += 2) {
                        if (sinks.get(i).count() != 2) {
                          return false;
                        }
                      }
                      return true;
                    }));
  }
}
