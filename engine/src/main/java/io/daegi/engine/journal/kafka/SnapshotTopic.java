package io.daegi.engine.journal.kafka;

import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.SnapshotDecoder;
import io.daegi.engine.codec.SnapshotHeader;
import io.daegi.engine.core.Machine;
import io.daegi.engine.journal.kafka.StoredSnapshot.Part;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one partition of {@code admission-snapshots}: a compacted topic with a key for each part of
 * each snapshot, so that no snapshot is ever written over another one.
 */
final class SnapshotTopic {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTopic.class);

  private final KafkaLogConfig config;
  private final TopicPartition log;
  private final TopicPartition topic;

  SnapshotTopic(KafkaLogConfig config, int partition) {
    this.config = config;
    this.log = new TopicPartition(config.admissionTopic(), partition);
    this.topic = new TopicPartition(config.snapshotTopic(), partition);
  }

  /** The newest whole snapshot of a machine; see {@link #newest}. */
  StoredSnapshot newestOfMachine() {
    return newest(any -> true);
  }

  /** The newest whole snapshot of machine and board; see {@link #newest}. */
  StoredSnapshot newestOfBoard() {
    return newest(StoredSnapshot::hasBoard);
  }

  /**
   * The newest whole snapshot that is wanted, or none: then the log is there from its beginning. It
   * is asked for its beginning first: what was trimmed by then, whole snapshots stood for.
   *
   * @throws FormatException when a snapshot is damaged, or is not followed by the log
   * @throws KafkaException when the broker does not answer
   */
  private StoredSnapshot newest(Predicate<StoredSnapshot> wanted) {
    long beginning = LogEnd.beginningOf(config, log);
    StoredSnapshot newest =
        catalog().whole(wanted).stream().findFirst().orElse(StoredSnapshot.NONE);
    long end = LogEnd.of(config, log);
    if (newest.nextOffset() < beginning) {
      throw new FormatException(
          newest.isNone()
              ? "%s begins at offset %d, and no whole snapshot in %s holds what came before: restore the topic %s, or both, from a copy"
                  .formatted(log, beginning, topic, topic.topic())
              : "%s begins at offset %d, but the newest whole snapshot in %s goes on at offset %d: restore the topic %s, or both, from a copy"
                  .formatted(log, beginning, topic, newest.nextOffset(), topic.topic()));
    }
    if (newest.nextOffset() > end) {
      throw new FormatException(
          "%s ends at offset %d, but its newest snapshot in %s goes on at offset %d: the log was replaced. Restore the topic %s from a copy, or empty %s too"
              .formatted(log, end, topic, newest.nextOffset(), log.topic(), topic.topic()));
    }
    return newest;
  }

  /**
   * All that stands here now.
   *
   * @throws FormatException when something is damaged: it names the place and the mend
   */
  SnapshotCatalog catalog() {
    var catalog = new SnapshotCatalog(topic.partition());
    TopicScan.scan(config, topic, catalog::take);
    catalog
        .damage()
        .ifPresent(
            damage -> {
              throw new FormatException(
                  message(damage.offset(), damage.key(), damage.cause()), damage.cause());
            });
    return catalog;
  }

  private String message(long offset, ByteBuffer key, FormatException cause) {
    return "%s offset %d, key %s: %s. %s"
        .formatted(topic, offset, SnapshotKey.show(key), cause.getMessage(), mend());
  }

  /** What helps depends on whether the log still has its beginning. */
  private String mend() {
    long beginning = LogEnd.beginningOf(config, log);
    return "Restore the topic from a copy, or take this key back by a record without a value, so"
        + " that the snapshot before it counts"
        + (beginning == 0
            ? ", or empty the topic: " + log + " is then replayed from its beginning"
            : "; do not empty the topic: %s begins at offset %d".formatted(log, beginning));
  }

  /** The machine of a snapshot; an empty one of none. */
  Machine machine(StoredSnapshot snapshot) {
    return snapshot.isNone()
        ? new Machine(topic.partition())
        : load(snapshot, false, SnapshotDecoder::machine);
  }

  /** The board of a snapshot; an empty one of none. */
  BoardWriter board(StoredSnapshot snapshot) {
    return snapshot.isNone()
        ? BoardWriter.unread(topic.partition())
        : load(snapshot, true, SnapshotTopic::board);
  }

  private static BoardWriter board(SnapshotHeader header, Iterator<byte[]> parts) {
    return SnapshotDecoder.board(
        header,
        parts,
        in -> BoardWriter.readFrom(in, header.partition(), header.lastBatch()),
        BoardWriter::writeTo);
  }

  private <T> T load(
      StoredSnapshot snapshot,
      boolean ofBoard,
      BiFunction<SnapshotHeader, Iterator<byte[]>, T> decoder) {
    List<Part> parts = snapshot.partsOf(ofBoard);
    try (var records = new RecordsAt(config, topic, parts.stream().map(Part::offset).toList())) {
      T state = decoder.apply(parts.getFirst().header(), records);
      LOG.info(
          "{}: {} of batch {}, {} parts",
          topic,
          ofBoard ? "board" : "machine",
          snapshot.lastBatch(),
          parts.size());
      return state;
    } catch (FormatException e) {
      throw new FormatException(message(parts.getFirst().offset(), parts.getFirst().key(), e), e);
    }
  }
}
