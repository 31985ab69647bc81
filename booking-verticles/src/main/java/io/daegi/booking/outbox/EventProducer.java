package io.daegi.booking.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events to one partition: a batch is a transaction, acknowledged by all replicas, in order.
 * The transactional id belongs to the partition, so that a producer that comes second fences the
 * first: what that one had under way is then on the topic whole or not at all, and nothing follows.
 */
final class EventProducer implements AutoCloseable {

  /** Events of one batch wait for each other: one append with its fsync, not one each. */
  private static final int UNTIL_FLUSHED_MS = 1_000;

  private static final int BATCH_BYTES = 256 * 1024;

  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicPartition to;

  /** Blocks until no other producer of the partition can send any more. */
  EventProducer(Map<String, Object> clientConfig, TopicPartition to) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, to.topic() + "-relay-" + to.partition());
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
    config.put(ProducerConfig.LINGER_MS_CONFIG, UNTIL_FLUSHED_MS);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
    this.to = to;
    this.producer = new KafkaProducer<>(config);
    try {
      producer.initTransactions();
    } catch (RuntimeException noBroker) {
      close();
      throw noBroker;
    }
  }

  /** Blocks until all are committed; after an exception nobody knows whether they are. */
  void send(List<OutboxRow> rows) throws ExecutionException, InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
    for (OutboxRow row : rows) {
      sent.add(producer.send(toRecord(row)));
    }
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    producer.commitTransaction();
  }

  private ProducerRecord<byte[], byte[]> toRecord(OutboxRow row) {
    byte[] key = row.tokenId().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(to.topic(), to.partition(), key, CloudEventCodec.encode(row));
    Headers headers = record.headers();
    headers.add("content-type", CloudEventCodec.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  /** What was not sent yet is given up: it stands in the outbox. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
