package io.daegi.booking;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.EmbeddedSettings;
import io.daegi.embedded.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** PostgreSQL, Kafka and Redis of their own for each of the test classes that run at one time. */
final class RealServices {

  private static final Queue<RealServices> FREE = new ConcurrentLinkedQueue<>();

  /** What the class of this thread has, and the threads that it starts. */
  private static final InheritableThreadLocal<Lease> LEASE = new InheritableThreadLocal<>();

  private final Path dataDir;
  private final EmbeddedServices services;
  private final SideDoor sideDoor;

  private RealServices(Path dataDir, EmbeddedServices services) {
    this.dataDir = dataDir;
    this.services = services;
    this.sideDoor = new SideDoor(services.database().jdbcUrl());
  }

  /** Services that a class gets when it first asks for them. */
  private static final class Lease {
    private RealServices taken;

    synchronized RealServices services() {
      if (taken == null) {
        RealServices free = FREE.poll();
        taken = free == null ? start() : free;
      }
      return taken;
    }

    synchronized void takeUnused() {
      if (taken != null) {
        throw new IllegalStateException("this class has services already");
      }
      taken = start();
    }

    synchronized void end() {
      if (taken != null) {
        FREE.add(taken);
      }
    }
  }

  static void lend() {
    LEASE.set(new Lease());
  }

  static void takeBack() {
    LEASE.get().end();
    LEASE.remove();
  }

  private static RealServices current() {
    Lease lease = LEASE.get();
    if (lease == null) {
      throw new IllegalStateException("only test classes, and threads of theirs, have services");
    }
    return lease.services();
  }

  /**
   * For a class that counts everything: a hold that another class left may end, and tell so, at any
   * time.
   */
  static void takeUnused() {
    LEASE.get().takeUnused();
  }

  static EmbeddedServices services() {
    return current().services;
  }

  static SideDoor sideDoor() {
    return current().sideDoor;
  }

  private static RealServices start() {
    try {
      Path dataDir = Files.createTempDirectory("daegi-booking-test");
      EmbeddedSettings settings =
          EmbeddedSettings.of(dataDir, EnumSet.allOf(ServiceKind.class))
              .withFsync(false)
              .withStopsWithProcess(true);
      return new RealServices(dataDir, EmbeddedServices.start(settings, started -> {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PostgreSQL's own process: without it all others of the server end. */
  static ProcessHandle postgres() {
    return current().process("postgres/postmaster.pid");
  }

  /** What PostgreSQL says of itself. */
  static Path postgresLog() {
    return current().dataDir.resolve("postgres.log");
  }

  static ProcessHandle redis() {
    return current().process("redis/redis.pid");
  }

  private ProcessHandle process(String pidFile) {
    try {
      String pid = Files.readAllLines(dataDir.resolve(pidFile)).get(0).trim();
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
