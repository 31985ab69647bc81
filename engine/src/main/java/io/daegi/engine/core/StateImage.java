package io.daegi.engine.core;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.state.StateSink;
import io.daegi.engine.state.StateSource;

/**
 * The canonical state as a row of values: everything that the log determines, and nothing of what a
 * leader remembers beside it. Two machines that replayed the same events write the same image.
 */
final class StateImage {

  private StateImage() {}

  static void write(ShardState shard, StateSink out) {
    out.number(shard.epoch);
    out.number(shard.wallMs);
    out.number(shard.ageMs);
    out.number(shard.outcomeOffset);
    out.number(shard.lines.size());
    for (QueueLine line : shard.lines) {
      writeLine(line, out);
    }
  }

  static void read(StateSource in, ShardState shard) {
    shard.epoch = in.number();
    shard.wallMs = in.number();
    shard.ageMs = in.number();
    shard.outcomeOffset = in.number();
    int lines = (int) in.number();
    for (int i = 0; i < lines; i++) {
      QueueLine line = readLine(i, in);
      shard.lines.add(line);
      shard.nameToLine.put(line.queueId, line);
    }
  }

  private static void writeLine(QueueLine line, StateSink out) {
    out.text(line.queueId);
    out.number(line.generation);
    out.number(line.partition);
    out.settings(line.settings);
    out.number(line.settingsVersion);
    out.number(line.state.code());
    out.number(line.held.code());
    out.number(line.hasShop ? 1 : 0);
    out.text(line.message);
    out.number(line.clocks.waitingMs());
    out.number(line.clocks.readyMs());
    out.number(line.clocks.activeMs());
    out.number(line.servingNumber);
    out.number(line.lastReadyDeadlineMs);
    out.number(line.passes.count());
    for (int i = 0; i < line.passes.count(); i++) {
      out.number(line.passes.deadlineMs(i));
    }
    out.number(line.lastNumber());
    for (long number = 1; number <= line.lastNumber(); number++) {
      writeToken(line, number, out);
    }
  }

  private static QueueLine readLine(int index, StateSource in) {
    String queueId = in.text();
    int generation = (int) in.number();
    int partition = (int) in.number();
    QueueSettings settings = in.settings();
    var line = new QueueLine(index, queueId, generation, partition, settings);
    line.settingsVersion = (int) in.number();
    line.state = QueueState.ofCode((int) in.number());
    line.held = HoldReason.ofCode((int) in.number());
    line.hasShop = in.number() == 1;
    line.message = in.text();
    line.clocks.set(in.number(), in.number(), in.number());
    line.servingNumber = in.number();
    line.lastReadyDeadlineMs = in.number();
    for (long passes = in.number(); passes > 0; passes--) {
      line.passes.add(in.number());
    }
    long lastNumber = in.number();
    for (long number = 1; number <= lastNumber; number++) {
      readToken(line, number, in);
    }
    return line;
  }

  /** Who holds a token is known as long as the machine itself knows it. */
  private static void writeToken(QueueLine line, long number, StateSink out) {
    TokenState state = line.tokens.state(number);
    boolean forgotten = line.tokens.isForgotten(number);
    out.number(2L * state.code() + (forgotten ? 1 : 0));
    if (!forgotten) {
      out.bits(line.tokens.high(number));
      out.bits(line.tokens.low(number));
      out.number(line.tokens.joinedMs(number));
    }
    if (state.isAdmitted()) {
      out.number(line.live.deadlineMsOf(number));
      out.number(line.live.limitMsOf(number));
    }
  }

  private static void readToken(QueueLine line, long number, StateSource in) {
    int code = (int) in.number();
    TokenState state = TokenState.ofCode(code >> 1);
    boolean forgotten = (code & 1) == 1;
    long high = forgotten ? 0 : in.bits();
    long low = forgotten ? 0 : in.bits();
    line.tokens.add(number, high, low, 0, forgotten ? 0 : in.number());
    line.tokens.setState(number, state);
    if (state.isAdmitted()) {
      long deadlineMs = in.number();
      long limitMs = in.number();
      line.live.call(number, deadlineMs);
      if (state == TokenState.ACTIVE) {
        line.live.enter(number, deadlineMs, limitMs);
      }
    }
    boolean resumable = state == TokenState.ABANDONED && number > line.servingNumber;
    if (state.isEnded() && !resumable) {
      line.tokens.forget(number);
    } else {
      line.visitors.add(number, high, low);
      line.waiting += state == TokenState.WAITING ? 1 : 0;
    }
  }
}
