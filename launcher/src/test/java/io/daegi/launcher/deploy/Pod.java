package io.daegi.launcher.deploy;

import io.daegi.launcher.config.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the manifests for Kubernetes say of the processes of one role.
 *
 * @param spec of the pod
 * @param settings its environment, as Kubernetes puts it together
 */
record Pod(Yaml spec, Map<String, String> settings) {
  private static final Map<String, String> FIELDS =
      Map.of("metadata.name", "daegi-0", "status.podIP", "10.0.0.7");

  /** As README.md in that folder has the operator make them. */
  private static final Map<String, String> SECRETS =
      Map.of(
          "postgres-url", "postgresql://daegi:secret@postgres:5432/daegi",
          "redis-url", "redis://redis:6379");

  /**
   * @param shared the text of the settings for all
   * @param secrets stands for each folder that is mounted
   */
  static Pod of(Role role, String shared, Path secrets) throws IOException {
    String file = role.name().toLowerCase(Locale.ROOT);
    Yaml spec =
        Yaml.all(Files.readString(manifest(file))).stream()
            .filter(one -> List.of("Deployment", "StatefulSet").contains(one.text("kind")))
            .map(one -> one.at("spec", "template", "spec"))
            .findFirst()
            .orElseThrow();
    Map<String, String> settings = new HashMap<>(Yaml.all(shared).getFirst().at("data").texts());
    container(spec).each("env").forEach(env -> settings.put(env.text("name"), valueOf(env)));
    settings.replaceAll((name, value) -> isMounted(spec, value) ? standIn(secrets, value) : value);
    return new Pod(spec, settings);
  }

  static Path manifest(String name) {
    return Path.of("..", "deploy", "kubernetes", name + ".yaml");
  }

  /** The name whose addresses are those of all pods. */
  static String membersService() throws IOException {
    return Yaml.all(Files.readString(manifest("members"))).getFirst().at("metadata").text("name");
  }

  private static String valueOf(Yaml env) {
    if (env.has("value")) {
      return env.text("value");
    }
    Yaml from = env.at("valueFrom");
    return Objects.requireNonNull(
        from.has("fieldRef")
            ? FIELDS.get(from.at("fieldRef").text("fieldPath"))
            : SECRETS.get(from.at("secretKeyRef").text("key")),
        () -> "no such field or secret: " + from);
  }

  private static boolean isMounted(Yaml spec, String value) {
    return container(spec).each("volumeMounts").stream()
        .anyMatch(mount -> value.startsWith(mount.text("mountPath") + "/"));
  }

  private static String standIn(Path secrets, String file) {
    return secrets.resolve(Path.of(file).getFileName()).toString();
  }

  int portOf(String name) {
    return container(spec).each("ports").stream()
        .filter(port -> port.text("name").equals(name))
        .map(port -> Integer.valueOf(port.text("containerPort")))
        .findFirst()
        .orElseThrow();
  }

  List<String> probePorts() {
    return Stream.of("startupProbe", "livenessProbe", "readinessProbe")
        .map(probe -> container(spec).at(probe, "httpGet").text("port"))
        .toList();
  }

  long graceMs() {
    return Long.parseLong(spec.text("terminationGracePeriodSeconds")) * 1_000;
  }

  private static Yaml container(Yaml spec) {
    return spec.each("containers").getFirst();
  }
}
