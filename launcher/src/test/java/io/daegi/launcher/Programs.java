package io.daegi.launcher;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine that some tests use. */
public final class Programs {
  /** Where Debian keeps servers, which only root has on the path. */
  private static final String SERVERS = "/usr/sbin";

  private Programs() {}

  /** The first of these names that can be run. */
  public static Optional<Path> find(String... names) {
    String path = System.getenv("PATH") + File.pathSeparator + SERVERS;
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
