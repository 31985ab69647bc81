package io.daegi.engine.core;

import io.daegi.engine.model.TokenState;

/** A fingerprint of the canonical state, in an order that does not depend on history. */
final class StateDigest {

  private long hash = 0xCBF29CE484222325L;

  private StateDigest() {}

  static long of(ShardState shard) {
    var digest = new StateDigest();
    digest.add(shard.epoch);
    digest.add(shard.wallMs);
    digest.add(shard.ageMs);
    digest.add(shard.outcomeOffset);
    shard.lines.forEach(digest::addLine);
    return digest.hash;
  }

  private void addLine(QueueLine line) {
    add(line.queueId.hashCode());
    add(line.generation);
    add(line.settings.toString().hashCode());
    add(line.settingsVersion);
    add(line.state.code());
    add(line.held.code());
    add(line.hasShop ? 1 : 0);
    add(line.message.hashCode());
    add(line.clocks.waitingMs());
    add(line.clocks.readyMs());
    add(line.clocks.activeMs());
    add(line.servingNumber);
    add(line.waiting);
    add(line.lastReadyDeadlineMs);
    add(line.passes.count());
    for (int i = 0; i < line.passes.count(); i++) {
      add(line.passes.deadlineMs(i));
    }
    for (long number = 1; number <= line.lastNumber(); number++) {
      addToken(line, number);
    }
  }

  private void addToken(QueueLine line, long number) {
    TokenState state = line.tokens.state(number);
    add(state.code());
    if (state.isAdmitted()) {
      add(line.live.deadlineMsOf(number));
      add(line.live.limitMsOf(number));
    }
    if (!line.tokens.isForgotten(number)) {
      add(line.tokens.high(number));
      add(line.tokens.low(number));
      add(line.tokens.joinedMs(number));
    }
  }

  private void add(long value) {
    hash = (hash ^ value) * 0x100000001B3L;
    hash ^= hash >>> 29;
  }
}
