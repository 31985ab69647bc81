package io.daegi.launcher.services;

import io.daegi.engine.journal.kafka.KafkaLogConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The deployment's id as the log keeps it: the newest record of a compacted topic. */
final class DeploymentLog {
  private static final byte[] KEY = "deployment".getBytes(StandardCharsets.US_ASCII);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaLogConfig log;
  private final TopicPartition partition;

  DeploymentLog(KafkaLogConfig log) {
    this.log = log;
    this.partition = new TopicPartition(log.deploymentTopic(), 0);
  }

  Optional<UUID> id() {
    Optional<UUID> newest = Optional.empty();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(log.consumer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          newest =
              Optional.of(UUID.fromString(new String(record.value(), StandardCharsets.US_ASCII)));
        }
      }
    }
    return newest;
  }

  void tell(UUID id) throws ExecutionException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(log.clientProperties());
    settings.put("bootstrap.servers", log.bootstrapServers());
    settings.put("acks", "all");
    settings.put("linger.ms", 0);
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      byte[] value = id.toString().getBytes(StandardCharsets.US_ASCII);
      producer.send(new ProducerRecord<>(partition.topic(), 0, KEY, value)).get();
    }
  }
}
