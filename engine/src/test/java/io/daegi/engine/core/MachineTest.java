package io.daegi.engine.core;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static io.daegi.engine.fixture.MachineFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.command.OutcomeKind;
import io.daegi.engine.fixture.MachineFixture;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MachineTest {

  private MachineFixture machine = MachineFixture.withQueue(2);

  @AfterEach
  void replayGivesTheSameState() {
    assertThat(machine.replayed().digest()).isEqualTo(machine.digest());
  }

  @Test
  void givesNumbersInOrderOfArrival() {
    assertThat(machine.join(1).number()).isEqualTo(1);
    assertThat(machine.join(2).number()).isEqualTo(2);
    assertThat(machine.join(3).number()).isEqualTo(3);
  }

  @Test
  void givesAVisitorWhoJoinsAgainTheSamePlace() {
    machine.join(1);
    machine.join(2);

    assertThat(machine.join(1).outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(machine.join(1).number()).isEqualTo(1);
    assertThat(machine.lastEventCount()).isZero();
  }

  @Test
  void admitsInOrderOfArrivalAndNeverAboveTheCapacity() {
    machine.joinAll(5);
    machine.tick();

    assertThat(machine.ask(1, 1_000_000).state()).isEqualTo(TokenState.READY);
    assertThat(machine.ask(2, 1_000_001).state()).isEqualTo(TokenState.READY);
    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.WAITING);
    machine.pass(10_000);
    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.WAITING);
  }

  @Test
  void callsTheNextWithinATickOfASlotComingFree() {
    machine.joinAll(3);
    machine.tick();
    machine.leave(1, 1_000_000);
    machine.tick();

    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.READY);
  }

  @Test
  void entersOnceAndSaysSoAgain() {
    machine.join(1);
    assertThat(machine.enter(1, 1).outcome()).isEqualTo(Outcome.NOT_CALLED);
    machine.tick();

    assertThat(machine.enter(1, 1).outcome()).isEqualTo(Outcome.DONE);
    assertThat(machine.enter(1, 1).outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(machine.enter(1, 1).remainingMs()).isEqualTo(600_000);
  }

  @Test
  void tellsNobodyAboutAnothersToken() {
    machine.join(1);

    assertThat(machine.ask(1, 2).outcome()).isEqualTo(Outcome.TOKEN_UNKNOWN);
    assertThat(machine.leave(1, 2).outcome()).isEqualTo(Outcome.TOKEN_UNKNOWN);
    assertThat(machine.ask(2, 1).outcome()).isEqualTo(Outcome.TOKEN_UNKNOWN);
  }

  @Test
  void freesTheSlotOfWhoeverMissesTheCallAfterTheGrace() {
    machine.joinAll(3);
    machine.tick();
    machine.pass(180_000 + Limits.GRACE_MS - 200);
    assertThat(machine.ask(1, 1_000_000).state()).isEqualTo(TokenState.READY);
    machine.pass(300);

    assertThat(machine.ask(1, 1_000_000).state()).isEqualTo(TokenState.EXPIRED);
    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.READY);
  }

  @Test
  void extendsASessionToTheEndOfAHoldAndNoFurtherThanTheLongest() {
    machine.join(1);
    machine.tick();
    machine.enter(1, 1);
    machine.held(1, 1, 700_000);
    assertThat(machine.ask(1, 1).remainingMs()).isEqualTo(700_000);
    machine.held(1, 1, 100_000);
    assertThat(machine.ask(1, 1).remainingMs()).isEqualTo(700_000);
    machine.held(1, 1, 9_000_000);
    assertThat(machine.ask(1, 1).remainingMs()).isEqualTo(1_800_000);
  }

  @Test
  void extendsASessionOnceHoweverOftenItIsAsked() {
    machine.join(1);
    machine.tick();
    machine.enter(1, 1);

    assertThat(machine.extend(1, 60_000).outcome()).isEqualTo(Outcome.DONE);
    machine.tick();
    Answer again = machine.extend(1, 60_000);

    assertThat(again.outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(machine.ask(1, 1).remainingMs()).isEqualTo(660_000 - MachineFixture.TICK_MS);
    assertThat(machine.extend(1, 90_000).remainingMs()).isEqualTo(690_000 - MachineFixture.TICK_MS);
    assertThat(machine.extend(1, 60_000).outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(machine.extend(1, 9_000_000).remainingMs())
        .isEqualTo(1_800_000 - MachineFixture.TICK_MS);
  }

  @Test
  void tellsWhoAsksForNoMoreTimeHowAnybodysTokenStands() {
    machine.join(1);
    machine.tick();
    machine.enter(1, 1);
    long remainingMs = machine.ask(1, 1).remainingMs();

    Answer told = machine.extend(1, 0);

    assertThat(machine.lastEventCount()).isZero();
    assertThat(told.state()).isEqualTo(TokenState.ACTIVE);
    assertThat(told.remainingMs()).isEqualTo(remainingMs);
    assertThat(told.sinceJoinMs()).isEqualTo(MachineFixture.TICK_MS);
    machine.join(2);
    assertThat(machine.extend(2, 0).state()).isEqualTo(TokenState.WAITING);
    assertThat(machine.extend(2, 0).sinceJoinMs()).isZero();
  }

  @Test
  void completesAPaidSessionOnce() {
    machine.joinAll(3);
    machine.tick();
    machine.enter(1, 1_000_000);
    machine.paid(1, 1_000_000);
    machine.tick();

    assertThat(machine.ask(1, 1_000_000).state()).isEqualTo(TokenState.COMPLETED);
    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.READY);
    assertThat(machine.outcome(OutcomeKind.PAID, 1, 1_000_000, 0, 0).outcome())
        .isEqualTo(Outcome.REPEATED);
    assertThat(machine.lastEventCount()).isZero();
  }

  @Test
  void forgetsAVisitorWhoLeftSoThatTheyMayJoinAgainAtTheEnd() {
    machine.joinAll(4);
    machine.leave(4, 1_000_003);

    assertThat(machine.join(1_000_003).number()).isEqualTo(5);
    assertThat(machine.leave(4, 1_000_003).outcome()).isEqualTo(Outcome.REPEATED);
  }

  @Test
  void abandonsTheSilentAndKeepsThePlaceOfWhoeverIsSeen() {
    machine = MachineFixture.leading();
    machine.create(s -> settings(s, 1, 1000));
    machine.joinAll(4);
    machine.tick();
    machine.enter(1, 1_000_000);
    machine.held(1, 1_000_000, 1_800_000);
    machine.pass(1_000_000);
    machine.seen(3);
    machine.pass(700_000);
    machine.held(1, 1_000_000, 1_800_000);
    machine.pass(90_000);
    machine.pass(20_000);

    assertThat(machine.ask(2, 1_000_001).state()).isEqualTo(TokenState.ABANDONED);
    assertThat(machine.ask(3, 1_000_002).state()).isNotEqualTo(TokenState.ABANDONED);
  }

  @Test
  void letsAnAbandonedVisitorResumeTheirNumberUntilItIsPassed() {
    machine = shortWaits();
    machine.joinAll(4);
    machine.tick();
    machine.pass(3_000);
    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.ABANDONED);

    assertThat(machine.join(1_000_002).number()).isEqualTo(3);
    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.WAITING);
    machine.seen(4);
    machine.leave(1, 1_000_000);
    machine.tick();
    machine.leave(3, 1_000_002);
    machine.tick();
    assertThat(machine.ask(4, 1_000_003).state()).isEqualTo(TokenState.READY);
    assertThat(machine.join(1_000_001).number()).isEqualTo(5);
  }

  private static MachineFixture shortWaits() {
    var fixture = MachineFixture.leading();
    fixture.create(
        s ->
            new QueueSettings(
                "x", 1, 1000, 60_000, 60_000, 60_000, 2_000, 0, PassMode.ONLINE, "x", 100));
    return fixture;
  }

  @Test
  void countsNoTimeInWhichNobodyLed() {
    machine = shortWaits();
    machine.joinAll(3);
    machine.pass(1_900);
    machine.leadAgain();
    machine.pass(1_900);

    assertThat(machine.ask(2, 1_000_001).state()).isEqualTo(TokenState.WAITING);
  }

  @Test
  void refusesJoinsByState() {
    machine.change(QueueState.PAUSED);
    assertThat(machine.join(1).outcome()).isEqualTo(Outcome.DONE);
    machine.tick();
    assertThat(machine.ask(1, 1).state()).isEqualTo(TokenState.WAITING);
    machine.change(QueueState.DRAINING);
    assertThat(machine.join(2).outcome()).isEqualTo(Outcome.QUEUE_CLOSED);
    machine.tick();
    assertThat(machine.ask(1, 1).state()).isEqualTo(TokenState.READY);
    machine.change(QueueState.CLOSED);
    assertThat(machine.join(3).outcome()).isEqualTo(Outcome.QUEUE_CLOSED);
    assertThat(machine.change(QueueState.OPEN).outcome()).isEqualTo(Outcome.WRONG_STATE);
  }

  @Test
  void turnsTheWaitingAwayWhenTheQueueCloses() {
    machine.joinAll(5);
    machine.tick();
    machine.change(QueueState.CLOSED);

    assertThat(machine.ask(5, 1_000_004).state()).isEqualTo(TokenState.TURNED_AWAY);
    assertThat(machine.ask(1, 1_000_000).state()).isEqualTo(TokenState.READY);
  }

  @Test
  void opensByItselfWhenTheWallClockSaysSo() {
    machine = MachineFixture.leading();
    machine.create(
        s ->
            new QueueSettings(
                "x", 1, 1, 60_000, 60_000, 60_000, 60_000, 1_005_000, PassMode.ONLINE, "x", 100));
    assertThat(machine.join(1).outcome()).isEqualTo(Outcome.QUEUE_NOT_OPEN);
    machine.pass(5_100);

    assertThat(machine.join(1).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void refusesMoreThanMayWait() {
    machine = shortWaits();
    machine.joinAll(100);

    assertThat(machine.join(5).outcome()).isEqualTo(Outcome.QUEUE_FULL);
  }

  @Test
  void standsReadyStillWhilePaused() {
    machine.join(1);
    machine.tick();
    machine.change(QueueState.PAUSED);
    machine.pass(400_000);

    assertThat(machine.ask(1, 1).remainingMs()).isBetween(179_000L, 180_000L);
  }

  @Test
  void callsNobodyWhileTheShopIsAwayAndResumesWhenItIsSteady() {
    machine.shopAlive(3_000);
    machine.pass(10_100);
    machine.join(1);
    machine.pass(1_000);
    assertThat(machine.ask(1, 1).state()).isEqualTo(TokenState.WAITING);
    for (int second = 0; second < 9; second++) {
      machine.shopAlive(3_000);
      machine.pass(1_000);
    }
    assertThat(machine.ask(1, 1).state()).isEqualTo(TokenState.WAITING);
    machine.shopAlive(3_000);
    machine.pass(2_000);
    assertThat(machine.ask(1, 1).state()).isEqualTo(TokenState.READY);
  }

  @Test
  void neverCallsFasterThanTheRateInAnyWindow() {
    machine = MachineFixture.leading();
    machine.create(s -> settings(s, 1_000_000, 7.3));
    machine.joinAll(2_000);
    var calls = new int[400];
    long before = 0;
    for (int tick = 0; tick < calls.length; tick++) {
      machine.tick();
      long now = served();
      calls[tick] = (int) (now - before);
      before = now;
    }
    for (int from = 0; from < calls.length; from++) {
      int sum = 0;
      for (int to = from; to < calls.length; to++) {
        sum += calls[to];
        assertThat((double) sum).isLessThan(0.73 * (to - from) + 0.73 + 1 + 1e-9);
      }
    }
    assertThat(before).isBetween(290L, 293L);
  }

  private long served() {
    var counter = new CallCounter();
    machine.replayInto(counter);
    return counter.lastCalled();
  }

  @Test
  void keepsAQuietShardsLogAtOneEventASecond() {
    machine.pass(1_000);
    int events = 0;
    for (int i = 0; i < 100; i++) {
      machine.tick();
      events += machine.lastEventCount();
    }
    assertThat(events).isEqualTo(10);
  }

  @Test
  void changesSettingsOnlyForWhoeverSawTheLastOnes() {
    QueueSettings wider = settings(QueueSettings.defaults(QUEUE), 50, 10);

    assertThat(machine.changeSettings(wider, 7).outcome()).isEqualTo(Outcome.STALE_SETTINGS);
    assertThat(machine.changeSettings(wider, 1).outcome()).isEqualTo(Outcome.DONE);
    assertThat(machine.changeSettings(wider, 2).outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(machine.changeSettings(settings(wider, 0, 10), 2).outcome())
        .isEqualTo(Outcome.SETTINGS_INVALID);
  }

  @Test
  void changesStateAndMessageOnlyForWhoeverSawTheLastOnesUnlessItIsSoAlready() {
    assertThat(machine.change(QueueState.CLOSED, QueueState.PAUSED).outcome())
        .isEqualTo(Outcome.STALE_SETTINGS);
    assertThat(machine.change(QueueState.PAUSED, QueueState.OPEN).outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(machine.change(QueueState.PAUSED, QueueState.OPEN).outcome())
        .isEqualTo(Outcome.REPEATED);
    assertThat(machine.say("Soon", "Late").outcome()).isEqualTo(Outcome.STALE_SETTINGS);
    assertThat(machine.say("Soon", "").outcome()).isEqualTo(Outcome.DONE);
    assertThat(machine.say("Soon", "").outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(machine.say("Later", "").outcome()).isEqualTo(Outcome.STALE_SETTINGS);
    assertThat(machine.say("Later", null).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void putsNobodyOutWhenTheCapacityIsLowered() {
    machine.joinAll(3);
    machine.tick();
    machine.changeSettings(settings(QueueSettings.defaults(QUEUE), 1, 1000), 1);
    machine.pass(1_000);
    assertThat(machine.ask(2, 1_000_001).state()).isEqualTo(TokenState.READY);
    machine.leave(1, 1_000_000);
    machine.tick();
    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.WAITING);
  }

  @Test
  void keepsASlotUntilTheLastOfflinePassHasRunOut() {
    machine = MachineFixture.leading();
    machine.create(
        s ->
            new QueueSettings(
                "x", 1, 1000, 60_000, 60_000, 60_000, 600_000, 0, PassMode.OFFLINE, "x", 100));
    machine.joinAll(3);
    machine.tick();
    machine.enter(1, 1_000_000);
    machine.leave(1, 1_000_000);
    machine.pass(Limits.PASS_TTL_MS + Limits.PASS_SLACK_MS - 100);
    assertThat(machine.ask(2, 1_000_001).state()).isEqualTo(TokenState.WAITING);
    machine.pass(200);
    assertThat(machine.ask(2, 1_000_001).state()).isEqualTo(TokenState.READY);
    machine.leave(2, 1_000_001);
    machine.tick();

    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.READY);
  }

  @Test
  void saysHowLongAgoATokenJoined() {
    machine.join(1);
    machine.pass(118_900);
    assertThat(machine.join(1).sinceJoinMs()).isEqualTo(118_900);
    machine.pass(100);
    machine.leadAgain();
    machine.pass(1_200);

    assertThat(machine.join(1).sinceJoinMs()).isBetween(119_200L, 120_200L);
  }

  @Test
  void countsNoSecondOfSilenceThatWasNotSilent() {
    machine = MachineFixture.leading();
    machine.create(
        s ->
            new QueueSettings(
                "x", 1, 1000, 60_000, 60_000, 60_000, 1_000, 0, PassMode.ONLINE, "x", 100));
    machine.joinAll(2);
    machine.tick();
    machine.pass(900);
    machine.seen(2);
    machine.pass(950);

    assertThat(machine.ask(2, 1_000_001).state()).isEqualTo(TokenState.WAITING);
  }

  @Test
  void countsNoSilenceOfALogThatStoodStill() {
    machine = shortWaits();
    machine.joinAll(4);
    machine.pass(900);
    machine.seen(3);
    machine.tick(2_000);
    machine.pass(1_500);
    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.WAITING);

    machine.pass(1_500);
    assertThat(machine.ask(3, 1_000_002).state()).isEqualTo(TokenState.ABANDONED);
  }

  @Test
  void takesNoTimeFromACalledTokenThatPassedWhilePaused() {
    machine.join(1);
    machine.tick();
    machine.pass(1_000);
    long beforeMs = machine.ask(1, 1).remainingMs();
    machine.change(QueueState.PAUSED);
    machine.pass(900);
    machine.change(QueueState.OPEN);
    machine.pass(1_000);

    assertThat(machine.ask(1, 1).remainingMs()).isEqualTo(beforeMs - 1_000);
  }

  @Test
  void doesNotCompleteWhoeverWasNeverCalled() {
    machine = shortWaits();
    machine.joinAll(2);
    machine.tick();
    machine.pass(3_000);
    assertThat(machine.ask(2, 1_000_001).state()).isEqualTo(TokenState.ABANDONED);

    assertThat(machine.complete(2).outcome()).isEqualTo(Outcome.NOT_CALLED);
    assertThat(machine.ask(2, 1_000_001).state()).isEqualTo(TokenState.ABANDONED);
  }

  @Test
  void countsOnlyTheShopsOwnWordsWhenItResumesAfterATakeOver() {
    machine.shopAlive(3_000);
    machine.pass(10_100);
    machine.join(1);
    machine.leadAgain();
    machine.pass(8_000);
    machine.shopAlive(3_000);
    machine.pass(2_900);

    assertThat(machine.ask(1, 1).state()).isEqualTo(TokenState.WAITING);
  }

  @Test
  void callsNoMoreThanASecondsWorthAfterATickThatCameLate() {
    machine = MachineFixture.leading();
    machine.create(s -> settings(s, 1_000, 10));
    machine.joinAll(100);
    machine.tick(2_000);

    assertThat(served()).isEqualTo(10);
  }

  @Test
  void endsNoMoreTokensInOneTickThanOneRecordCanTell() {
    machine = MachineFixture.leading();
    machine.create(
        s ->
            new QueueSettings(
                "x",
                50_000,
                100_000,
                1_000,
                60_000,
                60_000,
                600_000,
                0,
                PassMode.ONLINE,
                "x",
                100_000));
    machine.joinAll(40_000);
    machine.tick();
    machine.tick(1_000);
    int mostEvents = 0;
    for (int i = 0; i < 5; i++) {
      machine.tick(2_000);
      mostEvents = Math.max(mostEvents, machine.lastEventCount());
      assertThat(machine.lastBytes()).isLessThan(Limits.MAX_BATCH_BYTES);
    }
    assertThat(mostEvents).isEqualTo(Limits.MAX_ENDS_PER_TICK + 1);
  }
}
