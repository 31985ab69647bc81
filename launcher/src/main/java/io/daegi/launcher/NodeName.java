package io.daegi.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** By which name the log knows this process: made once, kept in the data directory. */
final class NodeName {
  private static final String FILE_NAME = "node.name";

  private NodeName() {}

  static String in(Path dataDir) throws StartFailure {
    Path file = dataDir.resolve(FILE_NAME);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(dataDir);
        Files.writeString(file, "node-" + UUID.randomUUID().toString().substring(0, 8));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw StartFailure.unusable("the node's name in " + file + " cannot be kept: " + e, e);
    }
  }
}
