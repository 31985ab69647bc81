package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.SnapshotEncoder;
import io.daegi.engine.journal.Replica;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into one partition of {@code admission-snapshots}. */
final class SnapshotSender {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotSender.class);

  private final KafkaLogConfig config;
  private final TopicPartition topic;

  SnapshotSender(KafkaLogConfig config, int partition) {
    this.config = config;
    this.topic = new TopicPartition(config.snapshotTopic(), partition);
  }

  /**
   * Writes a snapshot and returns when it is durable. What was there before stays as it is, also
   * when only a part of this one comes through.
   *
   * @return how many bytes it has
   * @throws KafkaException when the broker does not take it
   */
  long write(Replica replica, long nextOffset) {
    long lastBatch = replica.lastBatch();
    var bytes = new long[1];
    try (var producer = new KafkaProducer<byte[], byte[]>(config.snapshotProducer())) {
      var sent = new ArrayList<Future<RecordMetadata>>();
      SnapshotEncoder.encode(
          replica.machine(),
          replica.board()::writeTo,
          replica.version(),
          topic.partition(),
          lastBatch,
          nextOffset,
          part -> {
            sent.add(producer.send(record(SnapshotKey.of(lastBatch, sent.size()), part)));
            bytes[0] += part.length;
          });
      await(sent);
    }
    LOG.info("{}: wrote a snapshot of batch {}, {} bytes", topic, lastBatch, bytes[0]);
    return bytes[0];
  }

  /** Takes parts back: the broker removes them when it cleans. */
  void forget(List<ByteBuffer> keys) {
    if (keys.isEmpty()) {
      return;
    }
    try (var producer = new KafkaProducer<byte[], byte[]>(config.snapshotProducer())) {
      Stream<Future<RecordMetadata>> sent =
          keys.stream().map(key -> producer.send(record(SnapshotKey.bytes(key), null)));
      await(sent.toList());
    }
  }

  private ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new ProducerRecord<>(topic.topic(), topic.partition(), key, value);
  }

  private static void await(List<Future<RecordMetadata>> sent) {
    try {
      for (Future<RecordMetadata> part : sent) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException("a snapshot was not taken: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing a snapshot", e);
    }
  }
}
