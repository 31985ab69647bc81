package io.daegi.engine.simulation;

import static io.daegi.engine.simulation.Mutation.alwaysTrue;
import static io.daegi.engine.simulation.Mutation.constant;
import static io.daegi.engine.simulation.Mutation.mutation;
import static io.daegi.engine.simulation.Mutation.reading0From;
import static io.daegi.engine.simulation.Mutation.withoutCall;
import static io.daegi.engine.simulation.Mutation.withoutWriting;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation finds every mistake that is planted: in the engine's code and around it. */
@Timeout(300)
class MutationTest {

  private static final int SEEDS = 1_500;

  static List<Mutation> mutations() {
    return List.of(
        mutation(
            "an answer without a commit",
            "pipeline.JournalHandler",
            "append",
            withoutCall("append")),
        mutation(
            "an answer without events needs no commit",
            "pipeline.JournalHandler",
            "commit",
            Mutation.returning("questionsSoFar", 0)),
        mutation(
            "the log fails and the stage goes on",
            "pipeline.JournalHandler",
            "append",
            withoutWriting("broken")),
        mutation(
            "ticks run ahead of a stuck log",
            "shard.TickSource",
            "offer",
            alwaysTrue("compareAndSet")),
        mutation(
            "an outage is applied to deadlines",
            "shard.TickSource",
            "stepMs",
            constant(2_000, Long.MAX_VALUE)),
        mutation(
            "capacity counts nobody inside", "core.QueueLine", "freeSlots", withoutCall("count")),
        mutation("calls cost no rate", "core.TimeDecisions", "call", withoutCall("spend")),
        mutation(
            "a hold leaves the rate full",
            "core.QueueLine$LeaderMemory",
            "startAfresh",
            withoutCall("empty")),
        mutation(
            "the silence of an outage counts",
            "core.QueueLine$LeaderMemory",
            "startAfresh",
            withoutWriting("everybodySeenMs")),
        mutation(
            "a sign of life is not noted",
            "core.TokenDecisions",
            "giveSignOfLife",
            withoutCall("setSeen")),
        mutation(
            "a visitor who joins again gets a second number",
            "core.TokenDecisions",
            "join",
            withoutCall("find")),
        mutation("slots free without grace", "core.TimeDecisions", "isOver", constant(2_000, 0)),
        mutation("sessions never end", "core.TimeDecisions", "decide", withoutCall("expire")),
        mutation("calls while paused", "core.QueueLine", "callsPeople", alwaysTrue("callsPeople")),
        mutation(
            "the serving number stands still",
            "core.Evolution",
            "called",
            withoutWriting("servingNumber")),
        mutation(
            "a booking outcome is applied twice",
            "core.Evolution",
            "outcomeApplied",
            withoutWriting("outcomeOffset")),
        mutation(
            "offline passes take no slots", "core.Evolution", "keepSlotOfPass", withoutCall("add")),
        mutation(
            "a state is replayed otherwise than it was lived",
            "core.TimeDecisions",
            "settle",
            withoutWriting("untoldMs")),
        mutation(
            "a stranger's token opens", "core.TokenDecisions", "isOwn", alwaysTrue("belongsTo")),
        mutation(
            "extensions have no limit",
            "core.TokenDecisions",
            "allowedEndMs",
            Mutation.returning("limitMsOf", Long.MAX_VALUE / 2)),
        mutation(
            "the shop is never away", "core.ShopDecisions", "pass", withoutCall("admissionHeld")),
        mutation(
            "the board forgets who left ahead",
            "board.QueueTokens",
            "takeOut",
            withoutCall("remove")),
        mutation(
            "the board counts no time between two words",
            "board.PartitionBoard",
            "sinceTickMs",
            reading0From("asOfMs")));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void findsAMistakeInTheEngine(Mutation mutation) throws ReflectiveOperationException {
    String found = new MutantLoader(mutation).firstBrokenRule(SEEDS);
    System.out.printf("%s: %s%n", mutation.mistake(), found);

    assertThat(found).as(mutation.mistake()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void findsAMistakeAroundTheEngine(Plant plant) {
    String found = null;
    for (long seed = 1; seed <= SEEDS && found == null; seed++) {
      try {
        Simulation.run(seed, plant);
      } catch (Violation e) {
        found = e.getMessage();
      }
    }
    assertThat(found).as(plant.name()).isNotNull();
  }
}
