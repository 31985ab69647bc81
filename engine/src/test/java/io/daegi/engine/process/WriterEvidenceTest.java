package io.daegi.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the broker's files tell two writers from one. */
class WriterEvidenceTest {

  @TempDir static Path dataDir;
  private static EmbeddedServices services;
  private KafkaLogConfig config;

  @BeforeAll
  static void startBroker() {
    services = EmbeddedServices.start(dataDir, EnumSet.of(ServiceKind.KAFKA));
  }

  @AfterAll
  static void stopBroker() {
    services.close();
  }

  @BeforeEach
  void makeTopics() {
    config =
        new KafkaLogConfig(
            services.broker().bootstrapServers(), "t" + UUID.randomUUID() + ".", Map.of());
    LogTopics.ensure(config, 1, 1);
  }

  @Test
  void findsNothingWhenOneWriterFollowsTheOther() throws IOException {
    try (var first = writer("a")) {
      write(first);
      write(first);
    }
    try (var next = writer("a")) {
      write(next);
    }

    WriterEvidence evidence = evidence();
    assertThat(evidence.faults).isEmpty();
    assertThat(evidence.data()).isEqualTo(3);
    assertThat(evidence.writers()).isGreaterThan(1);
  }

  @Test
  void seesAWriterThatIsBackAfterAnother() throws IOException {
    try (var first = writer("a");
        var other = writer("b")) {
      write(first);
      write(other);
      assertThat(evidence().faults).isEmpty();
      write(first);
    }

    assertThat(evidence().faults).isNotEmpty();
    assertThat(evidence().faults.getFirst()).startsWith("a former writer is back at offset");
  }

  @Test
  void seesARecordOutsideOfATransaction() throws Exception {
    try (var anybody = new KafkaProducer<byte[], byte[]>(settings())) {
      anybody.send(new ProducerRecord<>(config.admissionTopic(), 0, null, new byte[1])).get();
    }

    assertThat(evidence().faults).containsExactly("offset 0 was written outside of a transaction");
  }

  private WriterEvidence evidence() throws IOException {
    return WriterEvidence.of(
        dataDir.resolve(ServiceKind.KAFKA.folder()), config.admissionTopic(), 0);
  }

  private KafkaProducer<byte[], byte[]> writer(String transactionalId) {
    Map<String, Object> settings = settings();
    settings.put("transactional.id", config.topicPrefix() + transactionalId);
    var writer = new KafkaProducer<byte[], byte[]>(settings);
    writer.initTransactions();
    return writer;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", config.bootstrapServers());
    settings.put("key.serializer", ByteArraySerializer.class.getName());
    settings.put("value.serializer", ByteArraySerializer.class.getName());
    return settings;
  }

  private void write(KafkaProducer<byte[], byte[]> writer) {
    writer.beginTransaction();
    var unused = writer.send(new ProducerRecord<>(config.admissionTopic(), 0, null, new byte[1]));
    writer.commitTransaction();
    assertThat(unused).isDone();
  }
}
