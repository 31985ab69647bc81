package io.daegi.engine.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardTest {

  private static final String QUEUE = "demo";
  private static final long READY_TTL_MS = 180_000;
  private static final long ACTIVE_TTL_MS = 600_000;

  private final ManualClocks clocks = new ManualClocks();
  private final Board board = clocks.board(2);
  private final BoardWriter writer = board.writer(1);
  private long nextBatch;

  @BeforeEach
  void openAQueue() {
    batch(
        events -> {
          events.led(3, "node-a", "engine.1.3", clocks.wallMs());
          events.queueCreated(0, QUEUE, 1, 1, QueueSettings.defaults(QUEUE));
        });
  }

  @Test
  void knowsNoQueueThatTheLogHasNotNamed() {
    assertThat(board.queue("other")).isNull();
    assertThat(board.token("other", 1)).isNull();
  }

  @Test
  void positionCountsOnlyThoseWhoWaitAhead() {
    join(10);
    batch(events -> events.called(0, 1, 3));
    batch(events -> events.left(0, 5));
    batch(events -> events.abandoned(0, 6));

    assertThat(position(4)).isEqualTo(1);
    assertThat(position(7)).isEqualTo(2);
    assertThat(position(10)).isEqualTo(5);
  }

  @Test
  void aReturnTakesItsOldPlaceAgain() {
    join(10);
    batch(events -> events.abandoned(0, 2));
    assertThat(board.token(QUEUE, 2).reason()).isEqualTo(EndReason.SILENT);

    batch(events -> events.returned(0, 2));

    assertThat(position(2)).isEqualTo(2);
    assertThat(position(10)).isEqualTo(10);
  }

  @Test
  void aNumberAboveTheLastOneWaitsBehindEverybody() {
    join(10);
    batch(events -> events.called(0, 1, 4));

    TokenView ahead = board.token(QUEUE, 12);

    assertThat(ahead.state()).isEqualTo(TokenState.WAITING);
    assertThat(ahead.position()).isEqualTo(8);
  }

  @Test
  void aCallPassesOverThoseWhoHaveGone() {
    join(5);
    batch(events -> events.left(0, 2));
    batch(events -> events.abandoned(0, 3));
    batch(events -> events.called(0, 1, 4));

    assertThat(state(1)).isEqualTo(TokenState.READY);
    assertThat(state(2)).isEqualTo(TokenState.LEFT);
    assertThat(state(3)).isEqualTo(TokenState.ABANDONED);
    QueueView view = board.queue(QUEUE);
    assertThat(view.ready()).isEqualTo(2);
    assertThat(view.waiting()).isEqualTo(1);
    assertThat(view.servingNumber()).isEqualTo(4);
    assertThat(view.lastNumber()).isEqualTo(5);
  }

  @Test
  void tellsAMissedCallFromASessionThatIsOver() {
    join(2);
    batch(events -> events.called(0, 1, 2));
    batch(events -> events.entered(0, 2));
    batch(events -> events.expired(0, 1));
    batch(events -> events.expired(0, 2));

    assertThat(board.token(QUEUE, 1).reason()).isEqualTo(EndReason.MISSED_CALL);
    assertThat(board.token(QUEUE, 2).reason()).isEqualTo(EndReason.SESSION_OVER);
  }

  @Test
  void countsHowEverybodyEnded() {
    join(8);
    batch(events -> events.called(0, 1, 4));
    batch(events -> events.entered(0, 1));
    batch(events -> events.entered(0, 2));
    batch(events -> events.completed(0, 1));
    batch(events -> events.expired(0, 2));
    batch(events -> events.expired(0, 3));
    batch(events -> events.left(0, 4));
    batch(events -> events.abandoned(0, 5));
    batch(events -> events.abandoned(0, 6));
    batch(events -> events.abandoned(0, 7));
    batch(events -> events.returned(0, 6));
    batch(events -> events.left(0, 7));

    assertThat(board.totals(QUEUE)).isEqualTo(new QueueTotals(4, 1, 0, 1, 2, 1, 1, 0));

    batch(events -> events.turnedAway(0, 5, 8));
    assertThat(board.totals(QUEUE)).isEqualTo(new QueueTotals(4, 1, 0, 1, 2, 0, 1, 3));
  }

  @Test
  void timeThatPassedBetweenTwoWordsCountsWhenBothComeTogether() {
    join(1);
    batch(events -> events.called(0, 1, 1));
    batch(events -> events.ticked(1_000, clocks.wallMs()));
    batch(events -> events.ticked(0, clocks.wallMs() + 900));

    assertThat(remainingMs(1)).isEqualTo(READY_TTL_MS - 1_900);
  }

  @Test
  void remainingTimeRunsBetweenTheWordsOfTheLog() {
    join(1);
    batch(events -> events.called(0, 1, 1));
    tick(1_000);
    assertThat(remainingMs(1)).isEqualTo(READY_TTL_MS - 1_000);

    clocks.passMs(400);
    assertThat(remainingMs(1)).isEqualTo(READY_TTL_MS - 1_400);

    join(1);
    assertThat(remainingMs(1)).isEqualTo(READY_TTL_MS - 1_400);

    clocks.passMs(10 * READY_TTL_MS);
    assertThat(remainingMs(1)).isZero();
  }

  @Test
  void aCallToAnswerStandsStillWhilePausedButASessionRuns() {
    join(2);
    batch(events -> events.called(0, 1, 2));
    batch(events -> events.entered(0, 1));
    batch(events -> events.queueStateChanged(0, QueueState.PAUSED, ""));
    tick(1_000);
    clocks.passMs(500);

    assertThat(remainingMs(2)).isEqualTo(READY_TTL_MS);
    assertThat(board.token(QUEUE, 2).clockHeld()).isTrue();
    assertThat(remainingMs(1)).isEqualTo(ACTIVE_TTL_MS - 1_500);
    assertThat(board.token(QUEUE, 1).clockHeld()).isFalse();
  }

  @Test
  void nobodysTimeRunsWhileTheShopIsAway() {
    join(1);
    batch(events -> events.called(0, 1, 1));
    batch(events -> events.entered(0, 1));
    batch(events -> events.admissionHeld(0, HoldReason.SHOP_AWAY));
    tick(2_000);
    clocks.passMs(500);

    assertThat(remainingMs(1)).isEqualTo(ACTIVE_TTL_MS);
    assertThat(board.token(QUEUE, 1).clockHeld()).isTrue();
  }

  @Test
  void anOutageIsNobodysTimeOnceSomebodyLeadsAgain() {
    join(1);
    batch(events -> events.called(0, 1, 1));
    clocks.passMs(3_600_000);

    batch(events -> events.led(4, "node-b", "engine.1.4", clocks.wallMs()));

    assertThat(remainingMs(1)).isEqualTo(READY_TTL_MS);
    assertThat(board.ownerAddress(1)).isEqualTo("engine.1.4");
  }

  @Test
  void anExtensionNeverShortensASession() {
    join(1);
    batch(events -> events.called(0, 1, 1));
    batch(events -> events.entered(0, 1));
    batch(events -> events.sessionExtended(0, 1, ACTIVE_TTL_MS + 5_000));
    batch(events -> events.sessionExtended(0, 1, 1_000));

    assertThat(remainingMs(1)).isEqualTo(ACTIVE_TTL_MS + 5_000);
  }

  @Test
  void newSettingsCountForDeadlinesFromThenOn() {
    join(2);
    batch(events -> events.called(0, 1, 2));
    batch(events -> events.entered(0, 1));
    var d = QueueSettings.defaults(QUEUE);
    batch(events -> events.settingsChanged(0, withActiveTtlMs(d, 60_000)));
    batch(events -> events.entered(0, 2));

    assertThat(remainingMs(1)).isEqualTo(ACTIVE_TTL_MS);
    assertThat(remainingMs(2)).isEqualTo(60_000);
    assertThat(board.queue(QUEUE).settingsVersion()).isEqualTo(2);
  }

  @Test
  void closingTurnsAwayWhoeverWaitsOrIsSilent() {
    join(4);
    batch(events -> events.called(0, 1, 1));
    batch(events -> events.abandoned(0, 3));
    batch(
        events -> {
          events.queueStateChanged(0, QueueState.CLOSED, "sold out");
          events.turnedAway(0, 2, 4);
        });

    assertThat(state(1)).isEqualTo(TokenState.READY);
    assertThat(state(3)).isEqualTo(TokenState.TURNED_AWAY);
    assertThat(board.token(QUEUE, 4).reason()).isEqualTo(EndReason.QUEUE_CLOSED);
    assertThat(board.queue(QUEUE).waiting()).isZero();
  }

  @Test
  void estimatesByTheRateForWhomASlotIsFreeAndByRecentCallsForTheOthers() {
    join(1_000);
    assertThat(board.token(QUEUE, 50).etaMs()).isEqualTo(1_000);
    assertThat(board.token(QUEUE, 101).etaMs()).isEqualTo(-1);

    for (int second = 0; second < 100; second++) {
      long from = 1 + second * 5L;
      batch(events -> events.called(0, from, from + 4));
      for (long number = from; number < from + 5; number++) {
        long called = number;
        batch(events -> events.entered(0, called));
      }
      tick(1_000);
    }

    assertThat(board.token(QUEUE, 1_000).etaMs()).isBetween(95_000L, 105_000L);
  }

  @Test
  void estimatesNothingWhileNobodyIsCalled() {
    join(1);
    batch(events -> events.queueStateChanged(0, QueueState.PAUSED, ""));

    assertThat(board.token(QUEUE, 1).etaMs()).isEqualTo(-1);
  }

  @Test
  void aSignOfLifeMakesTheBoardYoungerButMovesNoClock() {
    join(1);
    batch(events -> events.called(0, 1, 1));
    tick(100);
    clocks.passMs(900);
    batch(events -> events.ticked(0, clocks.wallMs()));

    assertThat(remainingMs(1)).isEqualTo(READY_TTL_MS - 1_000);
    assertThat(board.ageMs(1)).isZero();
  }

  @Test
  void ageIsMeasuredFromTheLastWordByBothClocks() {
    tick(1_000);
    assertThat(board.ageMs(1)).isZero();

    clocks.passMs(700);
    assertThat(board.ageMs(1)).isEqualTo(700);

    clocks.setWallMs(clocks.wallMs() - 3_600_000);
    assertThat(board.ageMs(1)).isEqualTo(700);
  }

  @Test
  void aBoardThatIsBehindIsAsOldAsItsLastWord() {
    clocks.passMs(60_000);
    batch(events -> events.ticked(1_000, clocks.wallMs() - 45_000));

    assertThat(board.ageMs(1)).isEqualTo(45_000);
  }

  @Test
  void isCaughtUpWhenEveryPartitionIs() {
    board.caughtUp(1);
    assertThat(board.isCaughtUp()).isFalse();

    board.caughtUp(0);
    assertThat(board.isCaughtUp()).isTrue();
  }

  @Test
  void aTaskRunsOnceWhenItsBatchIsVisible() {
    List<Long> seen = new ArrayList<>();
    board.whenReached(1, nextBatch + 1, () -> seen.add(board.queue(QUEUE).lastNumber()));

    join(1);
    assertThat(seen).isEmpty();
    join(1);
    join(1);

    assertThat(seen).containsExactly(2L);
  }

  @Test
  void aTaskRunsAtOnceWhenItsBatchIsVisibleAlready() {
    List<String> seen = new ArrayList<>();

    board.whenReached(1, board.version(1), () -> seen.add("now"));

    assertThat(seen).containsExactly("now");
  }

  @Test
  void aTaskWhoseBatchDoesNotComeIsForgotten() {
    List<String> seen = new ArrayList<>();
    board.whenReached(1, nextBatch + 1, () -> seen.add("late"));

    clocks.passMs(11_000);
    join(1);
    join(1);

    assertThat(seen).isEmpty();
  }

  @Test
  void listenersHearOfEveryVisibleBatch() {
    List<Long> seen = new ArrayList<>();
    board.addListener((partition, version) -> seen.add(version));

    join(1);
    join(1);

    assertThat(seen).containsExactly(1L, 2L);
  }

  @Test
  void listsItsQueuesByName() {
    batch(events -> events.queueCreated(1, "alpha", 1, 1, QueueSettings.defaults("alpha")));

    assertThat(board.queues()).extracting(QueueView::queueId).containsExactly("alpha", QUEUE);
  }

  @Test
  void anEmptyMessageIsNone() {
    batch(events -> events.messageChanged(0, "Soon."));
    assertThat(board.queue(QUEUE).message()).isEqualTo("Soon.");

    batch(events -> events.messageChanged(0, ""));
    assertThat(board.queue(QUEUE).message()).isNull();
  }

  @Test
  void refusesAnEventThatDoesNotFitTheToken() {
    join(1);
    writer.beginBatch(nextBatch++);

    assertThatThrownBy(() -> writer.entered(0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("WAITING");
    assertThatThrownBy(() -> writer.joined(0, 7, 7, 0, 0, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesABatchThatItHas() {
    assertThatThrownBy(() -> writer.beginBatch(0)).isInstanceOf(IllegalStateException.class);
  }

  private void batch(Consumer<BoardWriter> events) {
    writer.beginBatch(nextBatch++);
    events.accept(writer);
    writer.endBatch();
  }

  private void join(int howMany) {
    long last = board.queue(QUEUE).lastNumber();
    batch(
        events -> {
          for (long number = last + 1; number <= last + howMany; number++) {
            events.joined(0, number, number, 0, 1, number);
          }
        });
  }

  private void tick(long stepMs) {
    clocks.passMs(stepMs);
    batch(events -> events.ticked(stepMs, clocks.wallMs()));
  }

  private long position(long number) {
    return board.token(QUEUE, number).position();
  }

  private TokenState state(long number) {
    return board.token(QUEUE, number).state();
  }

  private long remainingMs(long number) {
    return board.token(QUEUE, number).remainingMs();
  }

  private static QueueSettings withActiveTtlMs(QueueSettings d, long activeTtlMs) {
    return new QueueSettings(
        d.title(),
        d.capacity(),
        d.admitPerSecond(),
        d.readyTtlMs(),
        activeTtlMs,
        d.sessionMaxMs(),
        d.waitingTtlMs(),
        d.opensAtMs(),
        d.passMode(),
        d.audience(),
        d.maxWaiting());
  }
}
