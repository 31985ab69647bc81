package io.daegi.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.codec.FormatVersion;
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

  private static final int ROOM = Limits.MAX_BATCH_BYTES - BatchHeader.BYTES;

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
  private long untaken = -1;
  private int blockFrom;
  private long firstUncommitted = -1;
  private long eventsCommitted;
  private long questionsCommitted;
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
    if (untaken < 0) {
      untaken = sequence;
    }
    if (broken) {
      envelope.setLost(Outcome.UNAVAILABLE);
      untaken = -1;
    } else if (endOfBatch || EventBlocks.isLast(sequence)) {
      take(untaken, sequence);
      untaken = -1;
      blockFrom = EventBlocks.isLast(sequence) ? 0 : envelope.eventsEnd();
      if (endOfBatch) {
        commit(sequence);
      }
    }
  }

  /** Takes a row of commands of one block into the batch; what is too long goes into several. */
  private void take(long from, long to) {
    int size = ring.get(to).eventsEnd() - blockFrom;
    if (events.size() + size > ROOM && firstUncommitted >= 0) {
      commit(from - 1);
    }
    if (broken) {
      lose(from, to, Outcome.UNAVAILABLE);
    } else if (size > ROOM && from < to) {
      long middle = (from + to) >>> 1;
      take(from, middle);
      take(middle + 1, to);
    } else {
      if (firstUncommitted < 0) {
        firstUncommitted = from;
      }
      events.put(ring.get(to).events(), blockFrom, size);
      blockFrom += size;
    }
  }

  private void commit(long lastSequence) {
    if (firstUncommitted < 0) {
      return;
    }
    Envelope last = ring.get(lastSequence);
    int eventCount = (int) (last.eventsSoFar() - eventsCommitted);
    if (eventCount > 0 || last.questionsSoFar() > questionsCommitted) {
      append(lastSequence, eventCount);
    } else {
      ring.get(firstUncommitted).beginBatch(Envelope.NO_VERSION);
    }
    eventsCommitted = last.eventsSoFar();
    questionsCommitted = last.questionsSoFar();
    events.clear();
    firstUncommitted = -1;
  }

  private void append(long lastSequence, int eventCount) {
    int count = eventCount;
    if (count == 0) {
      heartbeat.start(events);
      heartbeat.ticked(0, wallClockMs.getAsLong());
      count = 1;
    }
    record.clear();
    BatchHeader.encode(version, partition, nextBatch, count, record);
    record.put(events.array(), 0, events.size());
    long startedNs = System.nanoTime();
    try {
      journal.append(record.array(), record.size());
      ring.get(firstUncommitted).beginBatch(nextBatch);
      listener.appended(
          nextBatch,
          System.nanoTime() - startedNs,
          (int) (lastSequence - firstUncommitted + 1),
          record.size());
      nextBatch++;
    } catch (JournalException e) {
      broken = true;
      lose(firstUncommitted, lastSequence, Outcome.UNKNOWN);
      listener.journalFailed(e);
    }
  }

  private void lose(long from, long to, Outcome outcome) {
    for (long i = from; i <= to; i++) {
      ring.get(i).setLost(outcome);
    }
  }
}
