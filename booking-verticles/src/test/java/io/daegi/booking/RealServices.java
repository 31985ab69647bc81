package io.daegi.booking;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.EmbeddedSettings;
import io.daegi.embedded.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;

/** PostgreSQL, Kafka and Redis for all tests of one process. */
final class RealServices {

  private RealServices() {}

  static EmbeddedServices start() {
    try {
      Path dataDir = Files.createTempDirectory("daegi-booking-test");
      EmbeddedSettings settings =
          EmbeddedSettings.of(dataDir, EnumSet.allOf(ServiceKind.class))
              .withFsync(false)
              .withStopsWithProcess(true);
      return EmbeddedServices.start(settings, started -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
