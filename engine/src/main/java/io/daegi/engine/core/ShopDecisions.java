package io.daegi.engine.core;

import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.TokenState;

/** What the booking side tells: that it lives, and what became of holds and payments. */
final class ShopDecisions {

  /** How long a new incarnation waits for the first word from a shop before it holds calls. */
  static final long GRACE_AT_START_MS = 10_000;

  /** How long a shop must have answered without a gap before calls resume. */
  static final long STEADY_BEFORE_RESUME_MS = 10_000;

  private final ShardState shard;
  private final TimeDecisions time;

  ShopDecisions(ShardState shard, TimeDecisions time) {
    this.shard = shard;
    this.time = time;
  }

  void alive(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    if (line.hasShop) {
      line.leader.shopAliveForMs = Math.max(line.leader.shopAliveForMs, command.amountMs());
      answer.set(Outcome.REPEATED);
    } else {
      line.leader.shopAliveForMs = command.amountMs();
      out.shopAttached(line.index);
      answer.set(Outcome.DONE);
    }
  }

  /** Whether a tick of this step ends in a hold or a resumption. */
  static boolean changesHold(QueueLine line, long stepMs) {
    if (!line.hasShop) {
      return false;
    }
    boolean alive = line.leader.shopAliveForMs - stepMs > 0;
    return line.held == HoldReason.NONE
        ? !alive
        : alive && line.leader.shopSteadyMs + stepMs >= STEADY_BEFORE_RESUME_MS;
  }

  static void pass(QueueLine line, long stepMs, EventSink out) {
    if (!line.hasShop) {
      return;
    }
    boolean change = changesHold(line, stepMs);
    QueueLine.LeaderMemory leader = line.leader;
    leader.shopAliveForMs = Math.max(0, leader.shopAliveForMs - stepMs);
    leader.shopSteadyMs = leader.shopAliveForMs > 0 ? leader.shopSteadyMs + stepMs : 0;
    if (change) {
      leader.shopSteadyMs = 0;
      out.admissionHeld(
          line.index, line.held == HoldReason.NONE ? HoldReason.SHOP_AWAY : HoldReason.NONE);
    }
  }

  /** Applies an outcome once: its offset is part of the state and travels in the same batch. */
  void outcome(Command command, EventSink out, AnswerSlot answer) {
    if (command.offset() <= shard.outcomeOffset) {
      answer.set(Outcome.REPEATED);
      return;
    }
    QueueLine line = shard.line(command.queueId());
    if (line != null && isLiving(line, command)) {
      apply(line, command, out);
    }
    out.outcomeApplied(command.offset());
    answer.set(Outcome.DONE);
  }

  private static boolean isLiving(QueueLine line, Command command) {
    long number = command.number();
    return line.has(number)
        && line.tokens.state(number).isAdmitted()
        && line.tokens.belongsTo(number, command.visitorHigh(), command.visitorLow());
  }

  private void apply(QueueLine line, Command command, EventSink out) {
    long number = command.number();
    switch (command.kind()) {
      case HELD -> {
        if (line.tokens.state(number) == TokenState.ACTIVE) {
          time.settle(out);
          TokenDecisions.extendTo(line, number, line.clocks.activeMs() + command.amountMs(), out);
        }
      }
      case PAID -> {
        time.settle(out);
        out.completed(line.index, number);
      }
      case OTHER -> {}
    }
  }
}
