package io.daegi.engine.core;

import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueState;

/** What operators ask. */
final class OperatorDecisions {

  private static final int FIRST_GENERATION = 1;

  private final ShardState shard;
  private final TimeDecisions time;
  private final int partition;

  OperatorDecisions(ShardState shard, TimeDecisions time, int partition) {
    this.shard = shard;
    this.time = time;
    this.partition = partition;
  }

  void create(Command command, EventSink out, AnswerSlot answer) {
    if (shard.line(command.queueId()) != null) {
      answer.set(Outcome.QUEUE_EXISTS);
    } else if (!Limits.isQueueId(command.queueId()) || !command.settings().faults().isEmpty()) {
      answer.set(Outcome.SETTINGS_INVALID);
    } else if (shard.lines.size() >= Limits.MAX_QUEUES_PER_SHARD) {
      answer.set(Outcome.TOO_MANY_QUEUES);
    } else {
      out.queueCreated(
          shard.lines.size(), command.queueId(), FIRST_GENERATION, partition, command.settings());
      answer.set(Outcome.DONE);
    }
  }

  void changeSettings(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    if (command.version() != line.settingsVersion) {
      answer.set(Outcome.STALE_SETTINGS);
    } else if (!command.settings().faults().isEmpty()) {
      answer.set(Outcome.SETTINGS_INVALID);
    } else if (command.settings().equals(line.settings)) {
      answer.set(Outcome.REPEATED);
    } else {
      out.settingsChanged(line.index, command.settings());
      answer.set(Outcome.DONE);
    }
  }

  void changeState(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    QueueState target = command.state();
    if (target == line.state) {
      answer.set(Outcome.REPEATED);
    } else if (command.seenState() != null && command.seenState() != line.state) {
      answer.set(Outcome.STALE_SETTINGS);
    } else if (command.text().length() > Limits.MAX_MESSAGE_CHARS) {
      answer.set(Outcome.SETTINGS_INVALID);
    } else if (!mayBecome(line.state, target)) {
      answer.set(Outcome.WRONG_STATE);
    } else {
      time.settle(out);
      if (target == QueueState.CLOSED && line.lastNumber() > line.servingNumber) {
        out.turnedAway(line.index, line.servingNumber + 1, line.lastNumber());
      }
      out.queueStateChanged(line.index, target, command.text());
      answer.set(Outcome.DONE);
    }
  }

  private static boolean mayBecome(QueueState from, QueueState to) {
    return switch (from) {
      case SCHEDULED, OPEN, PAUSED, DRAINING -> to != QueueState.SCHEDULED;
      case CLOSED -> false;
    };
  }

  void setMessage(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    if (command.text().length() > Limits.MAX_MESSAGE_CHARS) {
      answer.set(Outcome.SETTINGS_INVALID);
    } else if (command.text().equals(line.message)) {
      answer.set(Outcome.REPEATED);
    } else if (command.seenMessage() != null && !command.seenMessage().equals(line.message)) {
      answer.set(Outcome.STALE_SETTINGS);
    } else {
      out.messageChanged(line.index, command.text());
      answer.set(Outcome.DONE);
    }
  }
}
