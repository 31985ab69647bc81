package io.daegi.engine.simulation;

import static io.daegi.engine.simulation.Violation.unless;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.fixture.FaultyLog;
import io.daegi.engine.shard.InlineShard;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A process that may lead: its shard while it believes to lead, and whether it runs at all. */
final class SimulatedNode {

  private final String name;
  private final FaultyLog log;
  private final FormatVersion format;
  private final LongSupplier nanoClock;
  private final LongSupplier wallMs;
  private InlineShard shard;
  private boolean stopped;
  private int events;

  /**
   * @param format to which its operator raises the log's
   */
  SimulatedNode(
      String name,
      FaultyLog log,
      FormatVersion format,
      LongSupplier nanoClock,
      LongSupplier wallMs) {
    this.name = name;
    this.log = log;
    this.format = format;
    this.nanoClock = nanoClock;
    this.wallMs = wallMs;
  }

  /** A new incarnation in place of whatever there was; whether it leads. */
  boolean takeOver() {
    var fresh = new InlineShard(name, log, Optional.of(format), nanoClock, wallMs, this::decided);
    shard = fresh.takeOver() ? fresh : null;
    return shard != null;
  }

  private void decided(Command command, AnswerSlot answer, int eventCount) {
    events = eventCount;
    if (answer.outcome() == Outcome.REPEATED && mayChangeNothingWhenRepeated(command.type())) {
      unless(eventCount == 0, "a repeated %s yields %d events", command.type(), eventCount);
    }
  }

  /** A sign of life may bring an abandoned token back: then it is no repetition. */
  private static boolean mayChangeNothingWhenRepeated(CommandType type) {
    return type != CommandType.JOIN && type != CommandType.SEEN && type != CommandType.TICK;
  }

  int lastEvents() {
    return events;
  }

  /** The shard that believes to lead and can act; null when there is none. */
  InlineShard acting() {
    if (shard != null && !shard.isAlive()) {
      shard = null;
    }
    return stopped ? null : shard;
  }

  void kill() {
    shard = null;
    stopped = false;
  }

  void stop() {
    stopped = true;
  }

  void wake() {
    stopped = false;
  }

  boolean isStopped() {
    return stopped;
  }
}
