package io.daegi.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;

/**
 * The program's classes as the virtual machine loads them with the least work: parsed and verified
 * by a process before, as it ended in order. It spares each start a third of its processor time.
 * The archive goes with this virtual machine.
 */
public final class ClassArchive {
  private static final String OURS = System.getProperty("java.class.path");

  /** An archive is a help only: what the virtual machine says of it belongs to no test. */
  private static final String SAY_NOTHING = "-Xlog:disable";

  private static volatile Optional<ClassArchive> complete = Optional.empty();

  private final String classPath;
  private final Path file;

  private ClassArchive(Path folder) throws IOException {
    folder.toFile().deleteOnExit();
    this.file = folder.resolve("classes.jsa");
    file.toFile().deleteOnExit();
    this.classPath = packed(folder);
  }

  /** Nothing yet: a process has to record it. */
  static ClassArchive blank() throws IOException {
    return new ClassArchive(Files.createTempDirectory("daegi-classes"));
  }

  /** Where the whole program is found, as the archive wants it if there is one. */
  public static String classPath() {
    return complete.map(archive -> archive.classPath).orElse(OURS);
  }

  /** What makes a virtual machine with this class path use the archive that was recorded of it. */
  static List<String> optionsOf(String classPath) {
    return complete
        .filter(archive -> archive.classPath.equals(classPath))
        .map(archive -> List.of("-XX:SharedArchiveFile=" + archive.file, SAY_NOTHING))
        .orElse(List.of());
  }

  String classPathToRecord() {
    return classPath;
  }

  List<String> recording() {
    return List.of("-XX:ArchiveClassesAtExit=" + file, SAY_NOTHING);
  }

  /** The process that recorded it has ended. */
  void publish() {
    if (Files.exists(file)) {
      complete = Optional.of(this);
    }
  }

  /** An archive knows jars only, no folders of classes. */
  private static String packed(Path folder) throws IOException {
    List<String> parts = new ArrayList<>();
    for (String part : OURS.split(File.pathSeparator, -1)) {
      if (Files.isRegularFile(Path.of(part))) {
        parts.add(part);
      } else if (!part.isEmpty()) {
        parts.add(pack(part, folder.resolve(parts.size() + ".jar")));
      }
    }
    return String.join(File.pathSeparator, parts);
  }

  private static String pack(String classes, Path jar) throws IOException {
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    jar.toFile().deleteOnExit();
    int failed =
        tool.run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", classes, ".");
    if (failed != 0) {
      throw new IOException("no jar was made of " + classes);
    }
    return jar.toString();
  }
}
