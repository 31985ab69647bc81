package io.daegi.bench.engine;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.codec.SnapshotEncoder;
import io.daegi.engine.core.Machine;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a great machine down as a keeper of snapshots does: encoded in parts, into Kafka. */
final class SnapshotWriter {

  private final KafkaLogConfig config;
  private final Machine machine = new Machine(0);

  /**
   * @param waiting how many wait in the machine that is written
   */
  SnapshotWriter(KafkaLogConfig config, int waiting) throws JournalException {
    this.config = config;
    LogTopics.ensure(config, 1, 1);
    Crowd.waiting(machine, waiting, Crowd.BATCH).verify();
  }

  /** Returns how many parts are durable. */
  int write() throws Exception {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            config.bootstrapServers(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            1024 * 1024,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            8L * 1024 * 1024,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class.getName(),
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class.getName());
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (var producer = new KafkaProducer<byte[], byte[]>(settings)) {
      int parts =
          SnapshotEncoder.encode(
              machine,
              FormatVersion.NEWEST,
              0,
              0,
              1,
              part ->
                  sent.add(
                      producer.send(
                          new ProducerRecord<>(config.snapshotTopic(), 0, new byte[] {0}, part))));
      for (Future<RecordMetadata> part : sent) {
        part.get();
      }
      if (parts != sent.size() || parts == 0) {
        throw new IllegalStateException("%d of %d parts".formatted(sent.size(), parts));
      }
      return parts;
    }
  }
}
