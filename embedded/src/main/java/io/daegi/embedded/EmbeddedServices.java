package io.daegi.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The services of one data directory: started side by side, stopped in order.
 *
 * <p>Holds the lock of the directory from {@link #start} to {@link #close}, so that two instances
 * never write to the same data.
 */
public final class EmbeddedServices implements AutoCloseable {
  private final DataDirLock lock;
  private final List<EmbeddedService> services;
  private Thread stopper;

  private EmbeddedServices(DataDirLock lock, List<EmbeddedService> services) {
    this.lock = lock;
    this.services = services;
  }

  /** For tests: started without a word, and stopped with the process if nobody closes it. */
  public static EmbeddedServices start(Path dataDir, Set<ServiceKind> wanted) {
    return start(EmbeddedSettings.of(dataDir, wanted).withStopsWithProcess(true), started -> {});
  }

  /**
   * Starts what the settings ask for, and returns when all of it answers.
   *
   * @param progress told of each service as soon as it answers, on the thread that started it
   * @throws DataDirInUse if another instance holds the data directory
   * @throws ServiceFailure if a service does not start; the others are stopped then
   */
  public static EmbeddedServices start(
      EmbeddedSettings settings, Consumer<StartedService> progress) {
    DataDirLock lock = DataDirLock.acquire(settings.dataDir());
    EmbeddedServices all = new EmbeddedServices(lock, wanted(settings));
    try {
      all.startSideBySide(progress);
    } catch (RuntimeException e) {
      all.closeAfter(e);
      throw e;
    }
    if (settings.stopsWithProcess()) {
      all.stopWithProcess();
    }
    return all;
  }

  /** The broker; only if it was asked for. */
  public EmbeddedBroker broker() {
    return service(EmbeddedBroker.class);
  }

  /** PostgreSQL; only if it was asked for. */
  public EmbeddedDatabase database() {
    return service(EmbeddedDatabase.class);
  }

  /** Redis; only if it was asked for. */
  public EmbeddedCache cache() {
    return service(EmbeddedCache.class);
  }

  /** Stops everything, the broker last, and gives the data directory back. No process is left. */
  @Override
  public void close() {
    RuntimeException trouble = stopAll();
    lock.close();
    if (trouble != null) {
      throw trouble;
    }
  }

  private static List<EmbeddedService> wanted(EmbeddedSettings settings) {
    List<EmbeddedService> services = new ArrayList<>();
    for (ServiceKind kind : ServiceKind.values()) {
      if (settings.services().contains(kind)) {
        services.add(create(kind, settings));
      }
    }
    return services;
  }

  private static EmbeddedService create(ServiceKind kind, EmbeddedSettings settings) {
    Path folder = settings.dataDir().resolve(kind.folder());
    return switch (kind) {
      case KAFKA -> new EmbeddedBroker(folder, settings.fsync());
      case POSTGRES -> new EmbeddedDatabase(folder, settings.cacheDir(), settings.fsync());
      case REDIS -> new EmbeddedCache(folder);
    };
  }

  private void startSideBySide(Consumer<StartedService> progress) {
    List<CompletableFuture<Void>> starts =
        services.stream()
            .map(
                service ->
                    CompletableFuture.runAsync(
                        () -> startOne(service, progress), EmbeddedServices::fork))
            .toList();
    RuntimeException trouble = null;
    for (CompletableFuture<Void> start : starts) {
      try {
        start.join();
      } catch (CompletionException e) {
        trouble = and(trouble, unwrap(e));
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  private static void startOne(EmbeddedService service, Consumer<StartedService> progress) {
    long fromNs = System.nanoTime();
    service.start();
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
    progress.accept(new StartedService(service.kind(), service.address(), tookMs));
  }

  private static void fork(Runnable work) {
    Thread.ofPlatform().name("daegi-embedded-start").daemon().start(work);
  }

  private RuntimeException stopAll() {
    RuntimeException trouble = null;
    for (EmbeddedService service : services.reversed()) {
      try {
        service.stop();
      } catch (RuntimeException e) {
        trouble = and(trouble, e);
      }
    }
    return trouble;
  }

  private void closeAfter(RuntimeException cause) {
    try {
      close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private void stopWithProcess() {
    stopper = new Thread(this::close, "daegi-embedded-stop");
    Runtime.getRuntime().addShutdownHook(stopper);
  }

  private <T extends EmbeddedService> T service(Class<T> type) {
    return services.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type.getSimpleName() + " was not asked for"));
  }

  private static RuntimeException unwrap(CompletionException e) {
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }

  private static RuntimeException and(RuntimeException first, RuntimeException next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }
}
