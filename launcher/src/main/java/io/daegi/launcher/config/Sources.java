package io.daegi.launcher.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** What was said: in the environment, which wins, and in the configuration file. */
final class Sources {
  private final Map<String, Said> nameToSaid = new TreeMap<>();

  /** A text and where it was found. */
  record Said(String text, String where) {}

  private Sources() {}

  /** Reads both, and notes what is wrong with them. A blank value counts as nothing said. */
  static Sources read(Map<String, String> environment, Path workingDir, List<String> faults) {
    Sources sources = new Sources();
    Map<String, String> ours = new TreeMap<>(environment);
    ours.keySet().removeIf(name -> !name.startsWith(Settings.PREFIX));
    String file = ours.getOrDefault(Settings.CONFIG_FILE.name(), "").strip();
    if (!file.isEmpty()) {
      sources.add(properties(workingDir.resolve(file), faults), "in " + file, faults);
    }
    sources.add(ours, "in the environment", faults);
    return sources;
  }

  Optional<Said> said(Setting<?> setting) {
    return Optional.ofNullable(nameToSaid.get(setting.name()));
  }

  private void add(Map<String, String> nameToText, String where, List<String> faults) {
    List<String> known = Settings.names();
    nameToText.forEach(
        (name, text) -> {
          if (!known.contains(name)) {
            faults.add(
                name
                    + " ("
                    + where
                    + ") is unknown: did you mean "
                    + Names.nearest(name, known)
                    + "?");
          } else if (!text.isBlank()) {
            nameToSaid.put(name, new Said(text.strip(), where));
          }
        });
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
