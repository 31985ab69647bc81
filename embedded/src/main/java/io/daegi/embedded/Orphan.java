package io.daegi.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service process that outlived the process which started it. It is recognised by more than its
 * number, which may meanwhile belong to somebody else: its command line or its working directory
 * must name our folder too.
 */
final class Orphan {
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

  private Orphan() {}

  /**
   * The living process that the first line of the pid file names, if it is a {@code program} on
   * this folder.
   */
  static Optional<ProcessHandle> named(Path pidFile, String program, Path folder) {
    return pid(pidFile)
        .flatMap(ProcessHandle::of)
        .filter(Orphan::lives)
        .filter(process -> commandLine(process).contains(program) && belongsTo(process, folder));
  }

  /**
   * Living processes of a program whose working directory is the folder; empty where that cannot be
   * known.
   */
  static List<ProcessHandle> workingIn(Path folder, String program) {
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return List.of();
    }
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> worksIn(process, folder))
          .filter(process -> commandLine(process).contains(program))
          .filter(Orphan::lives)
          .toList();
    }
  }

  /**
   * Ends the processes: politely first, then hard, and waits until they are gone.
   *
   * @return whether they are gone
   */
  static boolean end(List<ProcessHandle> processes, Runnable politely, Duration patience) {
    List<ProcessHandle> family =
        processes.stream()
            .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
            .distinct()
            .toList();
    politely.run();
    if (Patience.until(() -> family.stream().noneMatch(Orphan::lives), patience)) {
      return true;
    }
    family.forEach(ProcessHandle::destroyForcibly);
    return Patience.until(() -> family.stream().noneMatch(Orphan::lives), KILL_PATIENCE);
  }

  /** A process that has ended but that nobody has collected yet is as good as gone. */
  static boolean lives(ProcessHandle process) {
    return process.isAlive() && !state(process).equals("Z");
  }

  private static Optional<Long> pid(Path pidFile) {
    try (Stream<String> lines = Files.lines(pidFile, StandardCharsets.US_ASCII)) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,18}"))
          .map(Long::valueOf);
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private static boolean belongsTo(ProcessHandle process, Path folder) {
    return commandLine(process).contains(folder.toString()) || worksIn(process, folder);
  }

  private static boolean worksIn(ProcessHandle process, Path folder) {
    try {
      return Files.readSymbolicLink(proc(process, "cwd")).equals(folder);
    } catch (IOException | UnsupportedOperationException goneOrForeign) {
      return false;
    }
  }

  private static String commandLine(ProcessHandle process) {
    return read(proc(process, "cmdline"))
        .map(line -> line.replace('\0', ' '))
        .or(() -> process.info().commandLine())
        .orElse("");
  }

  /**
   * The letter behind the program's name in {@code /proc/<pid>/stat}; the name may hold blanks and
   * brackets.
   */
  private static String state(ProcessHandle process) {
    String stat = read(proc(process, "stat")).orElse("");
    int end = stat.lastIndexOf(") ");
    return end < 0 ? "" : stat.substring(end + 2, end + 3);
  }

  private static Path proc(ProcessHandle process, String entry) {
    return Path.of("/proc", Long.toString(process.pid()), entry);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException goneOrNoProc) {
      return Optional.empty();
    }
  }
}
