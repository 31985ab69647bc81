package io.daegi.launcher.deploy;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One mapping of a YAML document; what is asked for has to be there. */
record Yaml(Map<?, ?> mapping) {
  static List<Yaml> all(String text) {
    var parser = new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()));
    return StreamSupport.stream(parser.loadAll(text).spliterator(), false)
        .map(document -> new Yaml((Map<?, ?>) document))
        .toList();
  }

  boolean has(String key) {
    return mapping.containsKey(key);
  }

  Yaml at(String... path) {
    Yaml at = this;
    for (String key : path) {
      at = new Yaml((Map<?, ?>) at.value(key));
    }
    return at;
  }

  List<Yaml> each(String key) {
    return ((List<?>) value(key)).stream().map(one -> new Yaml((Map<?, ?>) one)).toList();
  }

  String text(String key) {
    return value(key).toString();
  }

  Map<String, String> texts() {
    return mapping.entrySet().stream()
        .collect(toMap(e -> e.getKey().toString(), e -> e.getValue().toString()));
  }

  Set<String> names() {
    return texts().keySet();
  }

  private Object value(String key) {
    return Objects.requireNonNull(mapping.get(key), () -> "no " + key + " in " + mapping);
  }
}
