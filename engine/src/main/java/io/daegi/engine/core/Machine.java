package io.daegi.engine.core;

import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.event.Tee;
import io.daegi.engine.state.StateDigest;
import io.daegi.engine.state.StateSink;
import io.daegi.engine.state.StateSource;

/**
 * One shard's queues as a deterministic machine: a command is decided against the state, yields
 * events, and the events alone change the state. No clock, thread, random number or I/O; time comes
 * in with ticks. Not thread-safe: one thread at a time.
 */
public final class Machine {

  private final ShardState shard = new ShardState();
  private final Evolution evolution = new Evolution(shard);
  private final Tee both = new Tee(evolution);
  private final TimeDecisions time = new TimeDecisions(shard);
  private final TokenDecisions tokens = new TokenDecisions(shard, time);
  private final ShopDecisions shop = new ShopDecisions(shard, time);
  private final OperatorDecisions operator;

  @SuppressWarnings("UnusedVariable") // what is added to it must be read, and so be fetched
  private long touched;

  /**
   * @param partition of the log whose queues these are
   */
  public Machine(int partition) {
    this.operator = new OperatorDecisions(shard, time, partition);
  }

  /** A machine as it was when {@link #writeTo} wrote it. */
  public static Machine readFrom(StateSource in, int partition) {
    var machine = new Machine(partition);
    StateImage.read(in, machine.shard);
    return machine;
  }

  /** Writes everything that the log determines, in an order that does not depend on history. */
  public void writeTo(StateSink out) {
    StateImage.write(shard, out);
  }

  /** Where replayed events go. */
  public EventSink replay() {
    return evolution;
  }

  /**
   * Decides one command.
   *
   * @param log where its events go, after they have changed the state
   * @param answer cleared and filled; it must not be told before the events are durable
   */
  public void execute(Command command, EventSink log, AnswerSlot answer) {
    answer.clear();
    EventSink out = both.to(log);
    switch (command.type()) {
      case TICK -> {
        time.tick(command.amountMs(), command.wallMs(), out);
        answer.set(Outcome.DONE);
      }
      case LEAD -> lead(command, out, answer);
      case OUTCOME -> shop.outcome(command, out, answer);
      case CREATE_QUEUE -> operator.create(command, out, answer);
      case JOIN,
          ENTER,
          LEAVE,
          ASK,
          SEEN,
          COMPLETE,
          ABANDON,
          EXTEND,
          CHANGE_SETTINGS,
          CHANGE_STATE,
          SET_MESSAGE,
          SHOP_ALIVE -> {
        QueueLine line = shard.line(command.queueId());
        if (line == null) {
          answer.set(Outcome.QUEUE_UNKNOWN);
        } else {
          executeOn(line, command, out, answer);
        }
      }
    }
  }

  /**
   * Looks at what a command will need, and decides nothing: for a row of commands to come, so that
   * the processor fetches for all of them at once and not for one after the other.
   */
  public void prepare(Command command) {
    QueueLine line = shard.line(command.queueId());
    if (line == null) {
      return;
    }
    long number = command.number();
    if (command.type() == CommandType.JOIN) {
      touched += line.visitors.touch(command.visitorHigh(), command.visitorLow());
    } else if (line.has(number) && !line.tokens.isForgotten(number)) {
      touched += line.visitors.touch(line.tokens.high(number), line.tokens.low(number));
    }
  }

  private void executeOn(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    switch (command.type()) {
      case JOIN -> tokens.join(line, command, out, answer);
      case ENTER -> tokens.enter(line, command, out, answer);
      case LEAVE -> tokens.leave(line, command, out, answer);
      case ASK -> tokens.ask(line, command, answer);
      case SEEN -> tokens.seen(line, command, out, answer);
      case COMPLETE -> tokens.complete(line, command, out, answer);
      case ABANDON -> tokens.abandon(line, command, out, answer);
      case EXTEND -> tokens.extend(line, command, out, answer);
      case CHANGE_SETTINGS -> operator.changeSettings(line, command, out, answer);
      case CHANGE_STATE -> operator.changeState(line, command, out, answer);
      case SET_MESSAGE -> operator.setMessage(line, command, out, answer);
      case SHOP_ALIVE -> shop.alive(line, command, out, answer);
      case TICK, LEAD, OUTCOME, CREATE_QUEUE ->
          throw new IllegalArgumentException(command.type() + " is not about one queue");
    }
  }

  private void lead(Command command, EventSink out, AnswerSlot answer) {
    time.startAfresh(command.wallMs());
    out.led(shard.epoch + 1, command.node(), command.text(), command.wallMs());
    answer.set(Outcome.DONE);
  }

  /** How often the shard has had a leader, by its log. */
  public long epoch() {
    return shard.epoch;
  }

  /** The last booking outcome that the state includes; -1 before the first. */
  public long outcomeOffset() {
    return shard.outcomeOffset;
  }

  /** A fingerprint of all replayed state: equal after the same events, whoever applied them. */
  public long digest() {
    return StateDigest.of(this::writeTo);
  }
}
