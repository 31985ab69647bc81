package io.daegi.engine.event;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;

/** Tells every fact to two sinks: first to the state, then to the log. */
public final class Tee implements EventSink {

  private final EventSink first;
  private EventSink second;

  public Tee(EventSink first) {
    this.first = first;
    this.second = first;
  }

  /** Sets where the facts of the command at hand go beside the state. */
  public Tee to(EventSink log) {
    this.second = log;
    return this;
  }

  @Override
  public void led(long epoch, String node, String address, long wallMs) {
    first.led(epoch, node, address, wallMs);
    second.led(epoch, node, address, wallMs);
  }

  @Override
  public void ticked(long stepMs, long wallMs) {
    first.ticked(stepMs, wallMs);
    second.ticked(stepMs, wallMs);
  }

  @Override
  public void queueCreated(
      int queue, String queueId, int generation, int partition, QueueSettings settings) {
    first.queueCreated(queue, queueId, generation, partition, settings);
    second.queueCreated(queue, queueId, generation, partition, settings);
  }

  @Override
  public void settingsChanged(int queue, QueueSettings settings) {
    first.settingsChanged(queue, settings);
    second.settingsChanged(queue, settings);
  }

  @Override
  public void queueStateChanged(int queue, QueueState state, String reason) {
    first.queueStateChanged(queue, state, reason);
    second.queueStateChanged(queue, state, reason);
  }

  @Override
  public void messageChanged(int queue, String message) {
    first.messageChanged(queue, message);
    second.messageChanged(queue, message);
  }

  @Override
  public void shopAttached(int queue) {
    first.shopAttached(queue);
    second.shopAttached(queue);
  }

  @Override
  public void admissionHeld(int queue, HoldReason reason) {
    first.admissionHeld(queue, reason);
    second.admissionHeld(queue, reason);
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    first.joined(queue, number, entry, lane, visitorHigh, visitorLow);
    second.joined(queue, number, entry, lane, visitorHigh, visitorLow);
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    first.called(queue, fromNumber, toNumber);
    second.called(queue, fromNumber, toNumber);
  }

  @Override
  public void entered(int queue, long number) {
    first.entered(queue, number);
    second.entered(queue, number);
  }

  @Override
  public void sessionExtended(int queue, long number, long deadlineMs) {
    first.sessionExtended(queue, number, deadlineMs);
    second.sessionExtended(queue, number, deadlineMs);
  }

  @Override
  public void completed(int queue, long number) {
    first.completed(queue, number);
    second.completed(queue, number);
  }

  @Override
  public void left(int queue, long number) {
    first.left(queue, number);
    second.left(queue, number);
  }

  @Override
  public void abandoned(int queue, long number) {
    first.abandoned(queue, number);
    second.abandoned(queue, number);
  }

  @Override
  public void returned(int queue, long number) {
    first.returned(queue, number);
    second.returned(queue, number);
  }

  @Override
  public void expired(int queue, long number) {
    first.expired(queue, number);
    second.expired(queue, number);
  }

  @Override
  public void turnedAway(int queue, long fromNumber, long toNumber) {
    first.turnedAway(queue, fromNumber, toNumber);
    second.turnedAway(queue, fromNumber, toNumber);
  }

  @Override
  public void outcomeApplied(long offset) {
    first.outcomeApplied(offset);
    second.outcomeApplied(offset);
  }
}
