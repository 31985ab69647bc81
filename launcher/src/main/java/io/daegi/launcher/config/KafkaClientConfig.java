package io.daegi.launcher.config;

import java.util.Map;

/**
 * What an operator adds to every Kafka client, by Kafka's own names. Its text shows no values: some
 * are secrets.
 */
public record KafkaClientConfig(Map<String, String> properties) {

  public KafkaClientConfig {
    properties = Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return properties.keySet().stream().sorted().toList().toString();
  }
}
