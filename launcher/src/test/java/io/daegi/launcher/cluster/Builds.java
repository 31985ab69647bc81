package io.daegi.launcher.cluster;

import io.daegi.launcher.ClassArchive;
import io.daegi.launcher.config.MembershipTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

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
    if (!isOlder(number)) {
      return ClassArchive.classPath();
    }
    if (!Files.isDirectory(olderJars())) {
      throw new IllegalArgumentException("no build of Daegi is in " + OLDER);
    }
    return olderJars() + "/*";
  }

  private static Path olderJars() {
    return Path.of(OLDER).toAbsolutePath().resolve("lib");
  }

  /**
   * Of which build a process is, in words, by what the system says of it: what it was told at its
   * start, and which files it holds open.
   *
   * @throws IllegalStateException when it is of another build than this class path's
   */
  static String of(long pid, String classPath) throws IOException {
    boolean wanted = classPath.startsWith(olderJars().toString());
    if (!toldTo(pid).contains(classPath) || holdsOlderJars(pid) != wanted) {
      throw new IllegalStateException("process " + pid + " is not of the build of " + classPath);
    }
    return wanted ? "the older build" : "this build";
  }

  private static List<String> toldTo(long pid) throws IOException {
    Path line = Path.of("/proc", Long.toString(pid), "cmdline");
    return List.of(Files.readString(line, StandardCharsets.UTF_8).split("\0"));
  }

  private static boolean holdsOlderJars(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.map(Builds::fileOf).anyMatch(file -> file.startsWith(olderJars()));
    }
  }

  /** A file that is closed meanwhile is none. */
  private static Path fileOf(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException closed) {
      return descriptor;
    }
  }

  /** How members speak to each other, with certificates: an older build may know no TLS here. */
  static MembershipTls membershipTls() throws IOException {
    if (OLDER.isEmpty()) {
      return MembershipTls.REQUIRED;
    }
    try (Stream<Path> jars = Files.list(olderJars())) {
      Path launcher =
          jars.filter(jar -> jar.getFileName().toString().startsWith("launcher-"))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no launcher in " + olderJars()));
      try (JarFile jar = new JarFile(launcher.toFile())) {
        String known = MembershipTls.class.getName().replace('.', '/') + ".class";
        return jar.getEntry(known) == null ? MembershipTls.ACCEPTED : MembershipTls.REQUIRED;
      }
    }
  }

  static boolean isOlder(int number) {
    return !OLDER.isEmpty() && number % 2 == 1;
  }

  static boolean areTwo() {
    return !OLDER.isEmpty();
  }

  static String words() {
    return OLDER.isEmpty() ? "" : ", every other process of the build in " + OLDER;
  }
}
