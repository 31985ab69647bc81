package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.SnapshotHeader;
import io.daegi.engine.journal.kafka.StoredSnapshot.Part;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What stands in one partition of the snapshots' topic: of each key the last record counts, so that
 * what was overwritten or taken back says nothing any more, cleaned away or not.
 */
final class SnapshotCatalog {

  /** A record that is no part of a snapshot, or a damaged one. */
  record Damage(ByteBuffer key, long offset, FormatException cause) {}

  private final int partition;
  private final Map<ByteBuffer, Part> keyToPart = new HashMap<>();
  private final Map<ByteBuffer, Damage> keyToDamage = new HashMap<>();

  SnapshotCatalog(int partition) {
    this.partition = partition;
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    ByteBuffer key = ByteBuffer.wrap(record.key());
    keyToPart.remove(key);
    keyToDamage.remove(key);
    if (record.value() == null || SnapshotHeader.isNewer(record.value())) {
      return;
    }
    try {
      SnapshotHeader header = SnapshotHeader.decode(record.value());
      if (header.partition() != partition) {
        throw new FormatException("a snapshot of partition " + header.partition());
      }
      keyToPart.put(key, new Part(header, key, record.offset(), record.value().length));
    } catch (FormatException e) {
      keyToDamage.put(key, new Damage(key, record.offset(), e));
    }
  }

  /** The damaged record that stands first. */
  Optional<Damage> damage() {
    return keyToDamage.values().stream().min(Comparator.comparingLong(Damage::offset));
  }

  /** Whole snapshots, the newest first. */
  List<StoredSnapshot> whole(Predicate<StoredSnapshot> wanted) {
    return keyToPart.values().stream()
        .collect(Collectors.groupingBy(part -> part.header().lastBatch()))
        .values()
        .stream()
        .map(SnapshotCatalog::snapshot)
        .filter(StoredSnapshot::isWhole)
        .filter(wanted)
        .sorted(Comparator.comparingLong(StoredSnapshot::lastBatch).reversed())
        .toList();
  }

  private static StoredSnapshot snapshot(List<Part> found) {
    List<Part> parts =
        found.stream().sorted(Comparator.comparingInt(part -> part.header().part())).toList();
    SnapshotHeader header = parts.getFirst().header();
    return new StoredSnapshot(header.lastBatch(), header.nextOffset(), parts);
  }

  /** Keys of all parts of snapshots, whole or not, that are older than this batch. */
  List<ByteBuffer> keysBefore(long lastBatch) {
    return keyToPart.values().stream()
        .filter(part -> part.header().lastBatch() < lastBatch)
        .map(Part::key)
        .toList();
  }
}
