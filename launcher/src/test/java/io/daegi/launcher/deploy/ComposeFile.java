package io.daegi.launcher.deploy;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the compose file says of Daegi's own services. */
final class ComposeFile {
  private ComposeFile() {}

  /**
   * The environment of each service that goes on running.
   *
   * @param secrets stands for what is mounted there
   */
  static Map<String, Map<String, String>> settings(Path secrets) throws IOException {
    Yaml services =
        Yaml.all(Files.readString(Path.of("..", "deploy", "compose.yaml")))
            .getFirst()
            .at("services");
    return services.names().stream()
        .filter(name -> services.at(name).text("image").equals("daegi"))
        .filter(name -> !services.at(name).has("profiles"))
        .collect(
            toMap(
                name -> name,
                name ->
                    services.at(name).at("environment").texts().entrySet().stream()
                        .collect(
                            toMap(
                                Map.Entry::getKey,
                                e -> e.getValue().replace("/run/secrets/", secrets + "/")))));
  }
}
