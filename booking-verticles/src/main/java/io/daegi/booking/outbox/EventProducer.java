package io.daegi.booking.outbox;

import io.opentelemetry.api.trace.Tracer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
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
  private final Supplier<Tracer> tracer;

  /**
   * Blocks until no other producer of the partition can send any more.
   *
   * @param tracer asked for only when an event belongs to a trace
   */
  EventProducer(Map<String, Object> clientConfig, TopicPartition to, Supplier<Tracer> tracer) {
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
    this.tracer = tracer;
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
    var traces = new SentTraces(to, tracer);
    try {
      send(rows, traces);
    } catch (ExecutionException | InterruptedException | RuntimeException trouble) {
      traces.failed(trouble);
      throw trouble;
    }
    traces.committed();
  }

  private void send(List<OutboxRow> rows, SentTraces traces)
      throws ExecutionException, InterruptedException {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
    for (OutboxRow row : rows) {
      sent.add(producer.send(toRecord(row, traces.begin(row))));
    }
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    producer.commitTransaction();
  }

  private ProducerRecord<byte[], byte[]> toRecord(OutboxRow row, String traceParent) {
    byte[] event = CloudEventCodec.encode(row, traceParent);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(to.topic(), to.partition(), bytes(row.tokenId()), event);
    Headers headers = record.headers();
    headers.add("content-type", bytes(CloudEventCodec.CONTENT_TYPE));
    if (traceParent != null) {
      headers.add(TraceParent.NAME, bytes(traceParent));
    }
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What was not sent yet is given up: it stands in the outbox. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
