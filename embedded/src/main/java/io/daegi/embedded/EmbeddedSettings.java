package io.daegi.embedded;

import java.nio.file.Path;
import java.util.Set;

/**
 * What is to be embedded, and where it keeps its data.
 *
 * @param dataDir holds one folder per service and the lock; made if missing
 * @param services only these are started
 * @param fsync whether what was acknowledged survives a power cut too, not only the death of
 *     processes
 * @param cacheDir keeps unpacked programs and the data of a new database for the next start; may be
 *     shared and may be deleted at any time
 * @param stopsWithProcess whether everything is stopped when this process ends in order without
 *     {@code close}
 */
public record EmbeddedSettings(
    Path dataDir,
    Set<ServiceKind> services,
    boolean fsync,
    Path cacheDir,
    boolean stopsWithProcess) {

  public EmbeddedSettings {
    dataDir = dataDir.toAbsolutePath().normalize();
    services = Set.copyOf(services);
  }

  /** Durable, with the user's cache directory, and closed by whoever started it. */
  public static EmbeddedSettings of(Path dataDir, Set<ServiceKind> services) {
    return new EmbeddedSettings(dataDir, services, true, userCache(), false);
  }

  public EmbeddedSettings withFsync(boolean newFsync) {
    return new EmbeddedSettings(dataDir, services, newFsync, cacheDir, stopsWithProcess);
  }

  public EmbeddedSettings withStopsWithProcess(boolean newStopsWithProcess) {
    return new EmbeddedSettings(dataDir, services, fsync, cacheDir, newStopsWithProcess);
  }

  private static Path userCache() {
    return Path.of(System.getProperty("user.home"), ".cache", "daegi");
  }
}
