package io.daegi.booking;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogReader;
import java.util.ArrayList;
import java.util.List;

/** What one partition of the engine's log says became of what booking told. */
final class EngineEffects extends SilentSink implements BatchSink {

  /** Who led the partition, one after the other. */
  final List<String> leaders = new ArrayList<>();

  /** The numbers whose sessions became longer, each time. */
  final List<Long> extended = new ArrayList<>();

  final List<Long> completed = new ArrayList<>();

  /** The offsets that were applied. */
  final List<Long> offsets = new ArrayList<>();

  private EngineEffects() {}

  static EngineEffects read(KafkaLogConfig log, int partition) {
    EngineEffects effects = new EngineEffects();
    try {
      LogReader.readToEnd(log, partition, effects);
    } catch (JournalException e) {
      throw new IllegalStateException(e);
    }
    return effects;
  }

  @Override
  public EventSink begin(BatchHeader header) {
    return this;
  }

  @Override
  public void end(BatchHeader header) {}

  @Override
  public void led(long epoch, String node, String address, long wallMs) {
    leaders.add(node);
  }

  @Override
  public void sessionExtended(int queue, long number, long deadlineMs) {
    extended.add(number);
  }

  @Override
  public void completed(int queue, long number) {
    completed.add(number);
  }

  @Override
  public void outcomeApplied(long offset) {
    offsets.add(offset);
  }
}
