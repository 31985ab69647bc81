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
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events to one topic so that each is acknowledged by all replicas, in order. */
final class EventProducer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;

  EventProducer(Map<String, Object> clientConfig, String topic) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
    this.producer = new KafkaProducer<>(config);
    this.topic = topic;
  }

  /** Blocks until all are acknowledged; after an exception nobody knows which of them arrived. */
  void send(int partition, List<OutboxRow> rows) throws ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
    for (OutboxRow row : rows) {
      sent.add(producer.send(toRecord(partition, row)));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  private ProducerRecord<byte[], byte[]> toRecord(int partition, OutboxRow row) {
    byte[] key = row.tokenId().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, key, CloudEventCodec.encode(row));
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
