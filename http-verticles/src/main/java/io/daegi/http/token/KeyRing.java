package io.daegi.http.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deployment's keys: one JWK set file that all nodes share. {@link #reloadIfChanged()} takes up
 * a changed file without a restart; a broken one is refused and the keys stay as they are. Readable
 * from any thread.
 */
public final class KeyRing {

  private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

  private final Path file;
  private volatile Keys keys;
  private FileTime modified;

  private KeyRing(Path file) throws IOException {
    this.file = file;
    this.modified = Files.getLastModifiedTime(file);
    this.keys = read(file);
  }

  /**
   * Opens a key file.
   *
   * @throws IOException when it cannot be read or holds no usable keys; the message names the mend
   */
  public static KeyRing load(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("the key file " + file + " does not exist or cannot be read");
    }
    return new KeyRing(file);
  }

  /** Opens a key file, and makes it first when there is none: one secret and one pass key. */
  public static KeyRing loadOrCreate(Path file) throws IOException {
    if (Files.notExists(file)) {
      NewKeyFile.write(file);
    }
    return load(file);
  }

  /** Looks at the file's time; called now and then from a thread that may block. */
  public synchronized void reloadIfChanged() {
    try {
      var now = Files.getLastModifiedTime(file);
      if (now.equals(modified)) {
        return;
      }
      modified = now;
      keys = read(file);
      log.info("took up the changed key file {}", file);
    } catch (IOException e) {
      log.error("the changed key file is not usable, the keys stay as they are", e);
    }
  }

  Keys keys() {
    return keys;
  }

  /** The public halves of the pass keys as a JWK set. */
  public String publishedJson() {
    return keys.published().toString(true);
  }

  private static Keys read(Path file) throws IOException {
    try {
      return new Keys(JWKSet.parse(Files.readString(file)));
    } catch (ParseException | IllegalArgumentException | GeneralSecurityException e) {
      throw new IOException("the key file " + file + " is not usable: " + e.getMessage(), e);
    }
  }
}
