package io.daegi.launcher.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What was said: in the environment, which wins, and in the configuration file. A secret may stand
 * in a file of its own, which a name with {@link #FILE} behind it tells.
 */
final class Sources {
  static final String FILE = "_FILE";

  private final Path workingDir;
  private final List<String> faults;
  private final Map<String, Said> nameToSaid = new TreeMap<>();

  /** A text and where it was found. */
  record Said(String text, String where) {}

  private Sources(Path workingDir, List<String> faults) {
    this.workingDir = workingDir;
    this.faults = faults;
  }

  /** Reads both, and notes what is wrong with them. A blank value counts as nothing said. */
  static Sources read(Map<String, String> environment, Path workingDir, List<String> faults) {
    Sources sources = new Sources(workingDir, faults);
    Map<String, String> ours = new TreeMap<>(environment);
    ours.keySet().removeIf(name -> !name.startsWith(Settings.PREFIX));
    String file = ours.getOrDefault(Settings.CONFIG_FILE.name(), "").strip();
    if (!file.isEmpty()) {
      sources.add(properties(workingDir.resolve(file), faults), "in " + file);
    }
    sources.add(ours, "in the environment");
    return sources;
  }

  Optional<Said> said(Setting<?> setting) {
    return Optional.ofNullable(nameToSaid.get(setting.name()));
  }

  /** What was said to Kafka's clients, by the names of settings. */
  Map<String, Said> saidToKafka() {
    Map<String, Said> toKafka = new TreeMap<>(nameToSaid);
    toKafka.keySet().removeIf(name -> !KafkaProperties.isKnown(name));
    return toKafka;
  }

  private void add(Map<String, String> nameToText, String where) {
    Map<String, Said> here = new TreeMap<>();
    nameToText.forEach((name, text) -> add(here, name, text.strip(), where));
    nameToSaid.putAll(here);
  }

  private void add(Map<String, Said> here, String name, String text, String where) {
    if (isKnown(name)) {
      if (!text.isEmpty()) {
        here.put(name, new Said(text, where));
      }
    } else if (name.endsWith(FILE) && isSecret(withoutFile(name))) {
      if (!text.isEmpty()) {
        addFromFile(here, withoutFile(name), text, where);
      }
    } else if (KafkaProperties.isKnown(name)) {
      faults.add(
          "%s (%s) cannot be set: %s"
              .formatted(name, where, KafkaProperties.law(name).orElseThrow()));
    } else {
      faults.add(
          "%s (%s) is unknown: did you mean %s?"
              .formatted(name, where, Names.nearest(name, possible(name))));
    }
  }

  private static boolean isKnown(String name) {
    return Settings.names().contains(name)
        || (KafkaProperties.isKnown(name) && KafkaProperties.law(name).isEmpty());
  }

  private static boolean isSecret(String name) {
    return Settings.secrets().contains(name) || KafkaProperties.isSecret(name);
  }

  private static String withoutFile(String name) {
    return name.substring(0, name.length() - FILE.length());
  }

  private void addFromFile(Map<String, Said> here, String name, String file, String where) {
    Path path = workingDir.resolve(file);
    if (here.containsKey(name)) {
      faults.add("%s and %s%s (%s): say one of them".formatted(name, name, FILE, where));
    }
    try {
      here.put(name, new Said(Files.readString(path).strip(), "in " + path));
    } catch (IOException e) {
      faults.add("%s%s (%s) names %s, which cannot be read".formatted(name, FILE, where, path));
    }
  }

  private static List<String> possible(String name) {
    if (name.startsWith(KafkaProperties.PREFIX)) {
      List<String> toKafka = new ArrayList<>(KafkaProperties.names());
      toKafka.add(Settings.KAFKA_BOOTSTRAP_SERVERS.name());
      return toKafka;
    }
    List<String> possible = new ArrayList<>(Settings.names());
    Settings.secrets().forEach(secret -> possible.add(secret + FILE));
    return possible;
  }

  private static Map<String, String> properties(Path file, List<String> faults) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      faults.add(Settings.CONFIG_FILE.name() + ": " + file + " cannot be read: " + e);
    }
    Map<String, String> nameToText = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> nameToText.put(name, properties.getProperty(name)));
    if (nameToText.containsKey(Settings.CONFIG_FILE.name())) {
      faults.add(
          Settings.CONFIG_FILE.name() + " cannot stand in the file that it names (" + file + ")");
    }
    return nameToText;
  }
}
