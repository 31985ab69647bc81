package io.daegi.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.model.Limits;
import java.util.function.LongSupplier;

/**
 * Makes what came in during the last commit durable as one batch. This stage's sequence is the
 * durable sequence. A batch without events is a sign of life, so that no answer leaves without a
 * commit; only ticks that told nothing need none, since they answer nobody. After the first failure
 * nothing is written any more and every answer is taken back.
 */
final class JournalHandler implements EventHandler<Envelope> {

  private final RingBuffer<Envelope> ring;
  private final JournalSession journal;
  private final int partition;
  private final LongSupplier wallClockMs;
  private final PipelineListener listener;
  private final ByteWriter events = new ByteWriter(Limits.MAX_BATCH_BYTES / 8);
  private final ByteWriter record = new ByteWriter(Limits.MAX_BATCH_BYTES / 8);
  private final FormatVersion version;
  private final EventEncoder heartbeat;
  private long nextBatch;
  private long firstUncommitted = -1;
  private int eventCount;
  private boolean somebodyAsks;
  private boolean broken;

  JournalHandler(
      RingBuffer<Envelope> ring,
      JournalSession journal,
      int partition,
      FormatVersion version,
      long nextBatch,
      LongSupplier wallClockMs,
      PipelineListener listener) {
    this.ring = ring;
    this.journal = journal;
    this.partition = partition;
    this.version = version;
    this.heartbeat = new EventEncoder(version);
    this.nextBatch = nextBatch;
    this.wallClockMs = wallClockMs;
    this.listener = listener;
  }

  @Override
  public void onEvent(Envelope envelope, long sequence, boolean endOfBatch) {
    if (broken) {
      envelope.setLost(Outcome.UNAVAILABLE);
      return;
    }
    if (events.size() + envelope.events.size() > Limits.MAX_BATCH_BYTES - BatchHeader.BYTES) {
      commit(sequence - 1);
    }
    if (broken) {
      envelope.setLost(Outcome.UNAVAILABLE);
      return;
    }
    if (firstUncommitted < 0) {
      firstUncommitted = sequence;
    }
    events.put(envelope.events.array(), 0, envelope.events.size());
    eventCount += envelope.eventCount;
    somebodyAsks |= envelope.command().type() != CommandType.TICK;
    if (endOfBatch) {
      commit(sequence);
    }
  }

  private void commit(long lastSequence) {
    if (firstUncommitted < 0) {
      return;
    }
    if (eventCount > 0 || somebodyAsks) {
      append(lastSequence);
    }
    events.clear();
    eventCount = 0;
    somebodyAsks = false;
    firstUncommitted = -1;
  }

  private void append(long lastSequence) {
    if (eventCount == 0) {
      heartbeat.start(events);
      heartbeat.ticked(0, wallClockMs.getAsLong());
      eventCount = 1;
    }
    record.clear();
    BatchHeader.encode(version, partition, nextBatch, eventCount, record);
    record.put(events.array(), 0, events.size());
    long startedNs = System.nanoTime();
    try {
      journal.append(record.array(), record.size());
      for (long i = firstUncommitted; i <= lastSequence; i++) {
        ring.get(i).setDurable(nextBatch);
      }
      nextBatch++;
      listener.appended(
          System.nanoTime() - startedNs,
          (int) (lastSequence - firstUncommitted + 1),
          record.size());
    } catch (JournalException e) {
      broken = true;
      for (long i = firstUncommitted; i <= lastSequence; i++) {
        ring.get(i).setLost(Outcome.UNKNOWN);
      }
      listener.journalFailed(e);
    }
  }
}
