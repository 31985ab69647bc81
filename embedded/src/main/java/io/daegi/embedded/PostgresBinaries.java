package io.daegi.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per user and version from the archive on the class path.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Path MUSL = Path.of("/lib/ld-musl-x86_64.so.1");

  /**
   * Finds them in the cache, or unpacks them into it; safe against other processes that do the
   * same.
   */
  static PostgresBinaries unpacked(Path cache) throws IOException {
    URL archive = archive();
    Path target = cache.resolve("postgres-" + fingerprint(archive));
    if (!Files.isDirectory(target)) {
      Files.createDirectories(cache);
      Path unpacking = Files.createTempDirectory(cache, "unpacking-");
      unpack(archive, unpacking);
      Folders.publishOnce(unpacking, target);
    }
    return new PostgresBinaries(target);
  }

  /** The path of one program, {@code initdb}, {@code pg_ctl} or {@code postgres}. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static URL archive() throws IOException {
    String name =
        "/postgres-"
            + system()
            + "-"
            + architecture()
            + (Files.exists(MUSL) ? "-alpine_linux" : "")
            + ".txz";
    URL archive = PostgresBinaries.class.getResource(name);
    if (archive == null) {
      throw new IOException("no PostgreSQL for this machine on the class path (" + name + ")");
    }
    return archive;
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String architecture() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> name;
    };
  }

  /** Taken from the jar's directory, so that 15 MB need not be read at each start. */
  private static String fingerprint(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection inJar) {
      try (var jar = inJar.getJarFile()) {
        return Long.toHexString(jar.getJarEntry(inJar.getEntryName()).getCrc());
      }
    }
    return "size-" + connection.getContentLengthLong();
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (InputStream file = new BufferedInputStream(archive.openStream(), BUFFER_BYTES);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        write(tar, entry, path);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    if (path.getParent().endsWith("bin") && !path.toFile().setExecutable(true, false)) {
      throw new IOException(path + " cannot be made executable");
    }
  }
}
