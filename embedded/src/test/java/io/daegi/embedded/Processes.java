package io.daegi.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** The operating system's view of who works where, read apart from the code under test. */
final class Processes {
  private Processes() {}

  /**
   * Living processes, other than this one, whose working directory or command line lies in the
   * folder.
   */
  static Set<ProcessHandle> workingBelow(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> worksBelow(process, folder))
        .collect(Collectors.toSet());
  }

  private static boolean worksBelow(ProcessHandle process, Path folder) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      return Files.readSymbolicLink(proc.resolve("cwd")).startsWith(folder)
          || Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1)
              .contains(folder.toString());
    } catch (IOException gone) {
      return false;
    }
  }
}
