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
 * a changed file without a restart; a broken one is refused and the keys stay as they are. A key
 * that comes new signs only after all nodes and verifiers had the time to hear of it. Readable from
 * any thread.
 */
public final class KeyRing {

  private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

  /** Verifiers keep the published keys for five minutes; nodes find a changed file within one. */
  private static final long PUBLISHED_MS = 6 * 60_000;

  private final Path file;
  private final long publishedMs;
  private volatile Keys keys;
  private FileTime modified;
  private FileTime refused;

  private KeyRing(Path file, long publishedMs) throws IOException {
    this.file = file;
    this.publishedMs = publishedMs;
    this.modified = Files.getLastModifiedTime(file);
    this.keys = read(file);
  }

  /**
   * Opens a key file.
   *
   * @throws IOException when it cannot be read or holds no usable keys; the message names the mend
   */
  public static KeyRing load(Path file) throws IOException {
    return load(file, PUBLISHED_MS);
  }

  /**
   * The same, for another time between a new key's publication and its first use.
   *
   * @param publishedMs must be longer than the nodes take to find a changed file, and than
   *     verifiers keep the published keys
   */
  public static KeyRing load(Path file, long publishedMs) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("the key file " + file + " does not exist or cannot be read");
    }
    return new KeyRing(file, publishedMs);
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
      takeUp(now);
    } catch (IOException e) {
      log.error("the key file cannot be looked at, the keys stay as they are", e);
    }
  }

  /** A file that was read half written is read again, and what is wrong with it told once. */
  private void takeUp(FileTime now) {
    try {
      var changed = read(file);
      changed.follow(keys, System.currentTimeMillis());
      changed.missing(keys).forEach(KeyRing::warnOf);
      keys = changed;
      modified = now;
      log.info("took up the changed key file {}", file);
    } catch (IOException e) {
      if (!now.equals(refused)) {
        log.error("the changed key file is not usable, the keys stay as they are", e);
      }
      refused = now;
    }
  }

  private static void warnOf(String keyId) {
    log.warn("key {} is gone: what it signed is not good any more", keyId);
  }

  Keys keys() {
    return keys;
  }

  /** The public halves of the pass keys as a JWK set. */
  public String publishedJson() {
    return keys.published().toString(true);
  }

  private Keys read(Path file) throws IOException {
    try {
      return new Keys(JWKSet.parse(Files.readString(file)), publishedMs);
    } catch (ParseException | IllegalArgumentException | GeneralSecurityException e) {
      throw new IOException("the key file " + file + " is not usable: " + e.getMessage(), e);
    }
  }
}
