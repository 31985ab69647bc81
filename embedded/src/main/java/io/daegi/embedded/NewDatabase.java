package io.daegi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of a PostgreSQL server that holds nothing yet. Initialised once per user and version and
 * copied from the cache after that, which spares about a second of processor time.
 *
 * <p>All copies bear one system identifier. It is there to tell apart the archives and the replicas
 * of several servers, and an embedded one has neither.
 */
final class NewDatabase {
  private static final List<String> ARGUMENTS =
      List.of(
          "-A",
          "trust",
          "-E",
          "UTF8",
          "--no-instructions",
          "--locale=C",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8");

  /** A thousand files one after the other take seconds; Linux writes all it has at once. */
  private static final List<String> SYNC =
      System.getProperty("os.name").equals("Linux") ? List.of("--sync-method=syncfs") : List.of();

  private NewDatabase() {}

  /**
   * Writes it to a folder that does not exist yet.
   *
   * @param owner the name of its superuser
   * @param fsync whether it is on the disk when this returns
   */
  static void write(
      Path folder,
      PostgresBinaries binaries,
      PostgresPrograms programs,
      String owner,
      boolean fsync)
      throws IOException {
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.addAll(List.of("-U", owner));
    Path original = original(binaries, arguments);
    if (!Files.isDirectory(original)) {
      initialise(original, programs, arguments);
    }
    Folders.copy(original, folder);
    if (fsync) {
      List<String> toTheDisk = new ArrayList<>(List.of("--sync-only", "-D", folder.toString()));
      toTheDisk.addAll(SYNC);
      programs.run("initdb", toTheDisk);
    }
  }

  /** On the disk, whatever the server of now is told: it stays for others. */
  private static void initialise(Path original, PostgresPrograms programs, List<String> arguments)
      throws IOException {
    Path unfinished = Files.createTempDirectory(original.getParent(), "initialising-");
    arguments.addAll(List.of("-D", unfinished.toString()));
    arguments.addAll(SYNC);
    try {
      programs.run("initdb", arguments);
    } catch (IOException e) {
      Folders.delete(unfinished);
      throw e;
    }
    Folders.publishOnce(unfinished, original);
  }

  /** Beside the programs, under a name that changes with them and with what they were told. */
  private static Path original(PostgresBinaries binaries, List<String> arguments) {
    String told = Integer.toHexString(arguments.hashCode());
    return binaries.folder().resolveSibling(binaries.folder().getFileName() + "-new-" + told);
  }
}
