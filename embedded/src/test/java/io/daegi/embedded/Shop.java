package io.daegi.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tests keep in the services: records of one topic and rows of one table. */
final class Shop {
  static final String TOPIC = "kept";

  private Shop() {}

  static Admin admin(EmbeddedServices services) {
    return Admin.create(Map.of("bootstrap.servers", services.broker().bootstrapServers()));
  }

  static void createTopic(EmbeddedServices services)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin(services)) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.of((short) 1))))
          .all()
          .get();
    }
  }

  static KafkaProducer<String, String> producer(EmbeddedServices services) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            services.broker().bootstrapServers(),
            "transactional.id",
            "shop",
            "linger.ms",
            0);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  /** Returns when the record is acknowledged as committed. */
  static void keepRecord(KafkaProducer<String, String> producer, String value) {
    producer.beginTransaction();
    var sent = producer.send(new ProducerRecord<>(TOPIC, 0, null, value));
    producer.commitTransaction();
    if (!sent.isDone()) {
      throw new IllegalStateException("committed, and yet not sent: " + value);
    }
  }

  /**
   * Every committed record; the caller fences the last writer first, so that nothing acknowledged
   * is still hidden.
   */
  static List<String> records(EmbeddedServices services) {
    producer(services).close();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            services.broker().bootstrapServers(),
            "isolation.level",
            "read_committed");
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }

  static void createTable(EmbeddedServices services) throws SQLException {
    execute(services, "create table kept (value text)");
  }

  static void execute(EmbeddedServices services, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(services.database().jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<String> rows(EmbeddedServices services) throws SQLException {
    return query(services, "select value from kept order by value");
  }

  static List<String> query(EmbeddedServices services, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(services.database().jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
