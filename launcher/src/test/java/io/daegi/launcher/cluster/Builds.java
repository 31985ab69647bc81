package io.daegi.launcher.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Of which build each process is: all of this one, or every other of an older one, as in the middle
 * of a rolling upgrade.
 */
final class Builds {
  /** Names what {@code mvn -Pdist} made of the older one, unpacked; empty when there is none. */
  static final String OLDER_PROPERTY = "daegi.cluster.older";

  private static final String OLDER = System.getProperty(OLDER_PROPERTY, "");

  private Builds() {}

  /**
   * The class path of the process with this number, from 0: an engine, an edge and a booking are
   * older where there are two of each.
   *
   * @throws IllegalArgumentException when there is no older build where it should be
   */
  static String classPathOf(int number) {
    if (OLDER.isEmpty() || number % 2 == 0) {
      return System.getProperty("java.class.path");
    }
    Path jars = Path.of(OLDER).toAbsolutePath().resolve("lib");
    if (!Files.isDirectory(jars)) {
      throw new IllegalArgumentException("no build of Daegi is in " + OLDER);
    }
    return jars + "/*";
  }

  static String words() {
    return OLDER.isEmpty() ? "" : ", every other process of the build in " + OLDER;
  }
}
