package io.daegi.engine.core;

import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;

/** What each fact does to the state: the only writer, live and in replay. */
final class Evolution implements EventSink {

  private final ShardState shard;

  Evolution(ShardState shard) {
    this.shard = shard;
  }

  private QueueLine line(int queue) {
    return shard.lines.get(queue);
  }

  @Override
  public void led(long epoch, String node, String address, long wallMs) {
    shard.epoch = epoch;
    shard.wallMs = wallMs;
    for (QueueLine line : shard.lines) {
      line.leader.startAfresh(line.clocks.waitingMs());
      line.leader.shopSteadyMs = 0;
      line.leader.shopAliveForMs =
          line.held == HoldReason.NONE ? ShopDecisions.GRACE_AT_START_MS : 0;
    }
  }

  @Override
  public void ticked(long stepMs, long wallMs) {
    if (stepMs == 0) {
      return;
    }
    shard.wallMs = wallMs;
    shard.ageMs += stepMs;
    for (QueueLine line : shard.lines) {
      line.clocks.advance(stepMs, line.state, line.held);
      line.passes.release(line.clocks.activeMs());
    }
  }

  @Override
  public void queueCreated(
      int queue, String queueId, int generation, int partition, QueueSettings settings) {
    if (queue != shard.lines.size()) {
      throw new IllegalStateException("queue " + queue + " follows " + shard.lines.size());
    }
    var line = new QueueLine(queue, queueId, generation, partition, settings);
    shard.lines.add(line);
    shard.nameToLine.put(queueId, line);
  }

  @Override
  public void settingsChanged(int queue, QueueSettings settings) {
    QueueLine line = line(queue);
    line.settings = settings;
    line.settingsVersion++;
  }

  @Override
  public void queueStateChanged(int queue, QueueState state, String reason) {
    QueueLine line = line(queue);
    line.state = state;
    line.leader.rate.empty();
  }

  @Override
  public void messageChanged(int queue, String message) {
    line(queue).message = message;
  }

  @Override
  public void shopAttached(int queue) {
    line(queue).hasShop = true;
  }

  @Override
  public void admissionHeld(int queue, HoldReason reason) {
    QueueLine line = line(queue);
    line.held = reason;
    line.leader.startAfresh(line.clocks.waitingMs());
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    QueueLine line = line(queue);
    if (number != line.lastNumber() + 1) {
      throw new IllegalStateException("number " + number + " follows " + line.lastNumber());
    }
    line.tokens.add(number, visitorHigh, visitorLow, line.clocks.waitingMs(), shard.ageMs);
    line.visitors.add(number, visitorHigh, visitorLow);
    line.waiting++;
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    QueueLine line = line(queue);
    long deadlineMs =
        Math.max(line.lastReadyDeadlineMs, line.clocks.readyMs() + line.settings.readyTtlMs());
    line.lastReadyDeadlineMs = deadlineMs;
    for (long number = fromNumber; number <= toNumber; number++) {
      int code = line.tokens.stateCode(number);
      if (code == TokenState.WAITING.code()) {
        line.tokens.setState(number, TokenState.READY);
        line.live.call(number, deadlineMs);
        line.waiting--;
      } else if (code == TokenState.ABANDONED.code()) {
        forget(line, number);
      }
    }
    line.servingNumber = toNumber;
  }

  @Override
  public void entered(int queue, long number) {
    QueueLine line = line(queue);
    long nowMs = line.clocks.activeMs();
    line.tokens.setState(number, TokenState.ACTIVE);
    line.live.enter(
        number, nowMs + line.settings.activeTtlMs(), nowMs + line.settings.sessionMaxMs());
  }

  @Override
  public void sessionExtended(int queue, long number, long deadlineMs) {
    line(queue).live.extend(number, deadlineMs);
  }

  @Override
  public void completed(int queue, long number) {
    end(line(queue), number, TokenState.COMPLETED);
  }

  @Override
  public void left(int queue, long number) {
    end(line(queue), number, TokenState.LEFT);
  }

  @Override
  public void expired(int queue, long number) {
    end(line(queue), number, TokenState.EXPIRED);
  }

  @Override
  public void abandoned(int queue, long number) {
    QueueLine line = line(queue);
    line.tokens.setState(number, TokenState.ABANDONED);
    line.waiting--;
  }

  @Override
  public void returned(int queue, long number) {
    QueueLine line = line(queue);
    line.tokens.setState(number, TokenState.WAITING);
    line.tokens.setSeen(number, line.clocks.waitingMs());
    line.waiting++;
  }

  @Override
  public void turnedAway(int queue, long fromNumber, long toNumber) {
    QueueLine line = line(queue);
    for (long number = fromNumber; number <= toNumber; number++) {
      TokenState state = line.tokens.state(number);
      if (state == TokenState.WAITING
          || (state == TokenState.ABANDONED && number > line.servingNumber)) {
        if (state == TokenState.WAITING) {
          line.waiting--;
        }
        line.tokens.setState(number, TokenState.TURNED_AWAY);
        forget(line, number);
      }
    }
  }

  @Override
  public void outcomeApplied(long offset) {
    shard.outcomeOffset = offset;
  }

  private static void end(QueueLine line, long number, TokenState ended) {
    TokenState before = line.tokens.state(number);
    if (before.isAdmitted()) {
      line.live.end(number);
      keepSlotOfPass(line, before);
    } else if (before == TokenState.WAITING) {
      line.waiting--;
    }
    line.tokens.setState(number, ended);
    forget(line, number);
  }

  /** Only who had entered can hold a pass; one that nobody can take back keeps its slot. */
  private static void keepSlotOfPass(QueueLine line, TokenState before) {
    if (before == TokenState.ACTIVE && line.settings.passMode() == PassMode.OFFLINE) {
      line.passes.add(line.clocks.activeMs() + Limits.PASS_TTL_MS + Limits.PASS_SLACK_MS);
    }
  }

  private static void forget(QueueLine line, long number) {
    line.visitors.remove(number, line.tokens.high(number), line.tokens.low(number));
    line.tokens.forget(number);
  }
}
