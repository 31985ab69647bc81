package io.daegi.launcher;

import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What operators show to the admin calls.
 *
 * @param madeHere whether nobody chose it, so that it must be told at the start
 */
public record AdminKey(Secret key, boolean madeHere) {
  static final String FILE_NAME = "admin.key";
  private static final int RANDOM_BYTES = 24;

  /**
   * The configured one, or one made once and kept in the data directory, readable by its owner
   * alone.
   */
  public static AdminKey of(LauncherConfig config) throws StartFailure {
    if (config.credentials().adminKey().isPresent()) {
      return new AdminKey(config.credentials().adminKey().get(), false);
    }
    Path file = config.dataDir().resolve(FILE_NAME);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return new AdminKey(new Secret(Files.readString(file).strip()), true);
    } catch (IOException e) {
      throw StartFailure.unusable(
          "the admin key in " + file + " cannot be kept: " + e.getMessage(), e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }
}
