package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.codec.SnapshotHeader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot that stands in the topic, by the heads of its parts.
 *
 * @param lastBatch the last batch that it includes; -1 when there is none
 * @param nextOffset where in the log to read on; 0 is its beginning, wherever that is
 * @param parts in order
 */
record StoredSnapshot(long lastBatch, long nextOffset, List<Part> parts) {

  /** What there is before the first snapshot. */
  static final StoredSnapshot NONE = new StoredSnapshot(-1, 0, List.of());

  /**
   * One record of it.
   *
   * @param offset where it stands in its own topic
   */
  record Part(SnapshotHeader header, ByteBuffer key, long offset, int bytes) {}

  boolean isNone() {
    return lastBatch < 0;
  }

  /** Whether a board can start from it too; the first builds knew the machine alone. */
  boolean hasBoard() {
    return parts.stream().anyMatch(part -> part.header().ofBoard());
  }

  /** Of the last batch; none when there is no snapshot. */
  Optional<FormatVersion> version() {
    return parts.stream().map(part -> part.header().version()).findFirst();
  }

  long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  List<Part> partsOf(boolean board) {
    return parts.stream().filter(part -> part.header().ofBoard() == board).toList();
  }

  /**
   * Whether every part is there, and all are of one state. Keepers that disagreed would not have
   * made one.
   */
  boolean isWhole() {
    for (int i = 0; i < parts.size(); i++) {
      SnapshotHeader header = parts.get(i).header();
      if (header.part() != i || header.last() != (i == parts.size() - 1)) {
        return false;
      }
    }
    return isOfOneState(partsOf(true)) && isOfOneState(partsOf(false)) && !parts.isEmpty();
  }

  private static boolean isOfOneState(List<Part> parts) {
    return parts.stream().map(part -> part.header().digest()).distinct().count() <= 1;
  }
}
