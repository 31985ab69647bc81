package io.daegi.launcher.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The properties of Kafka's clients as settings: {@code DAEGI_KAFKA_SECURITY_PROTOCOL} is {@code
 * security.protocol} for every client that is made.
 */
final class KafkaProperties {
  static final String PREFIX = "DAEGI_KAFKA_";

  private static final String DURABLE = "what is told is durable and has one writer";
  private static final String MEMBER = "each client has its own, and engines share the log by it";
  private static final String QUICK = "trouble shows within seconds, and each client has its own";
  private static final String BYTES = "records are ours, byte by byte";

  private static final Map<String, String> PROPERTY_TO_LAW =
      laws(
          Map.of(
              DURABLE,
              Set.of(
                  "acks",
                  "enable.idempotence",
                  "transactional.id",
                  "transaction.timeout.ms",
                  "transaction.two.phase.commit.enable",
                  "max.in.flight.requests.per.connection",
                  "retries",
                  "isolation.level",
                  "enable.auto.commit",
                  "auto.offset.reset",
                  "allow.auto.create.topics",
                  "check.crcs"),
              MEMBER,
              Set.of(
                  "client.id",
                  "group.id",
                  "group.instance.id",
                  "group.protocol",
                  "group.remote.assignor",
                  "partition.assignment.strategy",
                  "session.timeout.ms",
                  "heartbeat.interval.ms",
                  "max.poll.interval.ms"),
              QUICK,
              Set.of(
                  "request.timeout.ms",
                  "delivery.timeout.ms",
                  "default.api.timeout.ms",
                  "max.block.ms",
                  "linger.ms"),
              BYTES,
              Set.of(
                  "key.serializer",
                  "value.serializer",
                  "key.deserializer",
                  "value.deserializer",
                  "partitioner.class",
                  "interceptor.classes")));

  private static final Map<String, ConfigDef.ConfigKey> NAME_TO_KEY = keys();

  private KafkaProperties() {}

  private static Map<String, String> laws(Map<String, Set<String>> lawToProperties) {
    Map<String, String> propertyToLaw = new TreeMap<>();
    lawToProperties.forEach(
        (law, properties) -> properties.forEach(property -> propertyToLaw.put(property, law)));
    return propertyToLaw;
  }

  private static Map<String, ConfigDef.ConfigKey> keys() {
    Map<String, ConfigDef.ConfigKey> nameToKey = new TreeMap<>();
    for (ConfigDef one :
        List.of(
            ProducerConfig.configDef(),
            ConsumerConfig.configDef(),
            AdminClientConfig.configDef())) {
      one.configKeys().values().stream()
          .filter(key -> !key.name.equals("bootstrap.servers"))
          .filter(key -> key.name.matches("[a-z0-9.]+"))
          .forEach(key -> nameToKey.put(name(key.name), key));
    }
    return nameToKey;
  }

  private static String name(String property) {
    return PREFIX + property.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  static boolean isKnown(String name) {
    return NAME_TO_KEY.containsKey(name);
  }

  /** Kafka's own name; of a known one. */
  static String property(String name) {
    return NAME_TO_KEY.get(name).name;
  }

  static boolean isSecret(String name) {
    return isKnown(name) && NAME_TO_KEY.get(name).type == ConfigDef.Type.PASSWORD;
  }

  /** The law that a property would break. */
  static Optional<String> law(String name) {
    return Optional.ofNullable(PROPERTY_TO_LAW.get(property(name)));
  }

  /** Those that may be said. */
  static List<String> names() {
    return NAME_TO_KEY.keySet().stream().filter(name -> law(name).isEmpty()).toList();
  }

  /** Kafka's names of those that may not. */
  static Set<String> refused() {
    return PROPERTY_TO_LAW.keySet();
  }
}
