package io.daegi.bench.edge.server;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What a server is told by {@code name=value} words. */
final class Settings {

  private final Map<String, String> nameToValue;

  private Settings(Map<String, String> nameToValue) {
    this.nameToValue = nameToValue;
  }

  static Settings of(String... words) {
    return new Settings(
        Arrays.stream(words)
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
  }

  boolean has(String name) {
    return nameToValue.containsKey(name);
  }

  String text(String name) {
    String value = nameToValue.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " was not said");
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }
}
