package io.daegi.engine.journal;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.ByteReader;
import io.daegi.engine.codec.EventDecoder;
import io.daegi.engine.codec.FormatException;

/** Decodes the records of one partition in order and sees that no batch is missing. */
public final class BatchReader {

  private static final String RESTORE =
      "The log is damaged or not ours: restore the topic from a copy, or name another by"
          + " DAEGI_TOPIC_PREFIX";

  private final int partition;
  private final BatchSink sink;
  private final ByteReader bytes = new ByteReader();
  private long lastBatch;

  /** From the first batch on. */
  public BatchReader(int partition, BatchSink sink) {
    this(partition, -1, sink);
  }

  /** From the batch after {@code lastBatch} on. */
  public BatchReader(int partition, long lastBatch, BatchSink sink) {
    this.partition = partition;
    this.lastBatch = lastBatch;
    this.sink = sink;
  }

  public long lastBatch() {
    return lastBatch;
  }

  /**
   * Reads one record.
   *
   * @param place where it stands, for the message of a failure
   * @throws FormatException when it cannot be read, or does not follow the record before it
   */
  public void read(byte[] record, String place) {
    try {
      bytes.wrap(record, 0, record.length);
      BatchHeader header = BatchHeader.decode(bytes);
      if (header.partition() != partition) {
        throw new FormatException("a batch of partition " + header.partition());
      }
      if (header.batchNumber() != lastBatch + 1) {
        throw new FormatException(
            "batch %d follows batch %d".formatted(header.batchNumber(), lastBatch));
      }
      int count = EventDecoder.decodeAll(bytes, sink.begin(header));
      if (count != header.eventCount()) {
        throw new FormatException(
            "%d events where its head says %d".formatted(count, header.eventCount()));
      }
      lastBatch = header.batchNumber();
      sink.end(header);
    } catch (FormatException e) {
      String mend = e.mend().isEmpty() ? RESTORE : e.mend();
      throw new FormatException("%s: %s. %s".formatted(place, e.getMessage(), mend), e);
    }
  }
}
