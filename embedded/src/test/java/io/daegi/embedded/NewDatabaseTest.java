package io.daegi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewDatabaseTest {
  @TempDir Path folder;

  @Test
  void initialisesOnceAndCopiesAfterThat() throws IOException {
    Path cache = folder.resolve("cache");
    PostgresBinaries binaries = new PostgresBinaries(withPrograms(cache));
    PostgresPrograms programs = new PostgresPrograms(binaries, folder.resolve("words.log"));

    NewDatabase.write(folder.resolve("first"), binaries, programs, "postgres", true);
    Files.delete(folder.resolve("words.log"));
    NewDatabase.write(folder.resolve("second"), binaries, programs, "postgres", false);

    assertThat(folder.resolve("words.log")).doesNotExist();
    assertThat(files(folder.resolve("second")))
        .isEqualTo(files(folder.resolve("first")))
        .contains("PG_VERSION", "global/pg_control", "pg_wal");
    assertThat(permissions(folder.resolve("second"))).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("second/PG_VERSION"))).isEqualTo("rw-------");
    assertThat(files(cache)).noneMatch(name -> name.startsWith("initialising-"));
    Files.delete(binaries.folder());
  }

  /** A cache of its own, with the programs of the user's, which need not be unpacked for it. */
  private static Path withPrograms(Path cache) throws IOException {
    Path unpacked =
        PostgresBinaries.unpacked(Path.of(System.getProperty("user.home"), ".cache/daegi"))
            .folder();
    Files.createDirectories(cache);
    return Files.createSymbolicLink(cache.resolve("postgres"), unpacked);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
