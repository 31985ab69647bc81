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

  private static final Path DATA_DIR = newDataDir();

  private RealServices() {}

  private static Path newDataDir() {
    try {
      return Files.createTempDirectory("daegi-booking-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EmbeddedServices start() {
    EmbeddedSettings settings =
        EmbeddedSettings.of(DATA_DIR, EnumSet.allOf(ServiceKind.class))
            .withFsync(false)
            .withStopsWithProcess(true);
    return EmbeddedServices.start(settings, started -> {});
  }

  /** PostgreSQL's own process: without it all others of the server end. */
  static ProcessHandle postgres() {
    return process("postgres/postmaster.pid");
  }

  static ProcessHandle redis() {
    return process("redis/redis.pid");
  }

  private static ProcessHandle process(String pidFile) {
    try {
      String pid = Files.readAllLines(DATA_DIR.resolve(pidFile)).get(0).trim();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9}; returns when it is gone. */
  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** As {@code kill -STOP} and {@code kill -CONT}: it is there and does not answer. */
  static void signal(ProcessHandle process, String signal) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + signal + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
