package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.codec.SnapshotDecoder;
import io.daegi.engine.codec.SnapshotEncoder;
import io.daegi.engine.codec.SnapshotHeader;
import io.daegi.engine.core.Machine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of {@code admission-snapshots}: a compacted topic with two places, each a part a
 * key, which are written in turn. While one is being overwritten the other is whole.
 */
final class SnapshotTopic {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTopic.class);
  private static final int KEY_BYTES = 5;

  /** What the headers say of one snapshot. */
  private static final class Found {
    final BitSet parts = new BitSet();
    int partCount = Integer.MAX_VALUE;
    int slot;

    boolean isWhole() {
      return parts.cardinality() == partCount;
    }
  }

  private final KafkaLogConfig config;
  private final TopicPartition partition;

  SnapshotTopic(KafkaLogConfig config, int partition) {
    this.config = config;
    this.partition = new TopicPartition(config.snapshotTopic(), partition);
  }

  /**
   * The newest whole snapshot, or none.
   *
   * @throws FormatException when the newest is damaged: it names the place and the mend
   * @throws KafkaException when the log does not answer
   */
  Snapshot newest() {
    var batchToFound = new HashMap<Long, Found>();
    var damage = new ArrayList<FormatException>();
    TopicScan.scan(config, partition, record -> look(record, batchToFound, damage));
    if (!damage.isEmpty()) {
      throw damage.getFirst();
    }
    long newest =
        batchToFound.entrySet().stream()
            .filter(entry -> entry.getValue().isWhole())
            .mapToLong(Map.Entry::getKey)
            .max()
            .orElse(-1);
    return newest < 0
        ? Snapshot.none(partition.partition())
        : load(newest, batchToFound.get(newest));
  }

  private void look(
      ConsumerRecord<byte[], byte[]> record,
      Map<Long, Found> batchToFound,
      List<FormatException> damage) {
    if (record.value() == null || SnapshotHeader.isNewer(record.value())) {
      return;
    }
    try {
      SnapshotHeader header = SnapshotHeader.decode(record.value());
      if (header.partition() != partition.partition()) {
        throw new FormatException("a snapshot of partition " + header.partition());
      }
      Found found = batchToFound.computeIfAbsent(header.lastBatch(), batch -> new Found());
      found.slot = record.key()[0];
      found.parts.set(header.part());
      if (header.last()) {
        found.partCount = header.part() + 1;
      }
    } catch (FormatException e) {
      damage.add(at(record, e));
    }
  }

  private Snapshot load(long lastBatch, Found found) {
    var parts = new byte[found.partCount][];
    TopicScan.scan(
        config,
        partition,
        record -> {
          if (record.value() != null && !SnapshotHeader.isNewer(record.value())) {
            SnapshotHeader header = SnapshotHeader.decode(record.value());
            if (header.lastBatch() == lastBatch) {
              parts[header.part()] = record.value();
            }
          }
        });
    SnapshotHeader header = SnapshotHeader.decode(parts[0]);
    try {
      Machine machine = SnapshotDecoder.decode(header, List.of(parts));
      LOG.info("{}: snapshot of batch {}, {} parts", partition, lastBatch, parts.length);
      return new Snapshot(
          machine, Optional.of(header.version()), lastBatch, header.nextOffset(), found.slot);
    } catch (FormatException e) {
      throw new FormatException(
          "%s, snapshot of batch %d: %s. %s"
              .formatted(partition, lastBatch, e.getMessage(), mend()),
          e);
    }
  }

  private FormatException at(ConsumerRecord<byte[], byte[]> record, FormatException cause) {
    return new FormatException(
        "%s offset %d: %s. %s".formatted(partition, record.offset(), cause.getMessage(), mend()),
        cause);
  }

  private String mend() {
    return "Restore the topic from a copy, or empty it: the log in "
        + config.admissionTopic()
        + " is then replayed from its beginning";
  }

  /**
   * Writes a snapshot into the other place than the last one's, and returns when it is durable.
   *
   * @return what can be read back, and how many bytes it has
   * @throws KafkaException when the log does not take it; what was there before stays whole
   */
  Written write(
      Machine machine, FormatVersion version, long lastBatch, long nextOffset, int lastSlot) {
    int slot = lastSlot == 0 ? 1 : 0;
    var sent = new ArrayList<Future<RecordMetadata>>();
    var bytes = new long[1];
    try (var producer = new KafkaProducer<byte[], byte[]>(config.snapshotProducer())) {
      SnapshotEncoder.encode(
          machine,
          version,
          partition.partition(),
          lastBatch,
          nextOffset,
          part -> {
            byte[] key =
                ByteBuffer.allocate(KEY_BYTES).put((byte) slot).putInt(sent.size()).array();
            sent.add(
                producer.send(
                    new ProducerRecord<>(partition.topic(), partition.partition(), key, part)));
            bytes[0] += part.length;
          });
      for (Future<RecordMetadata> part : sent) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException("a snapshot was not taken: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing a snapshot", e);
    }
    LOG.info("{}: wrote a snapshot of batch {}, {} bytes", partition, lastBatch, bytes[0]);
    return new Written(slot, bytes[0]);
  }

  /** Where a snapshot was written, and its size. */
  record Written(int slot, long bytes) {}
}
