package io.daegi.bench.peers;

import io.daegi.embedded.EmbeddedDatabase;
import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A real broker in this process and a real Redis beside it, on a folder that goes with them. Every
 * run gets topics of its own, or an empty Redis.
 */
public final class BenchServices implements AutoCloseable {

  private final Path folder;
  private final EmbeddedServices services;
  private int logs;

  public BenchServices(ServiceKind... wanted) throws IOException {
    folder = Files.createTempDirectory("daegi-bench-");
    services = EmbeddedServices.start(folder, Set.of(wanted));
  }

  public KafkaLogConfig newLog() {
    return new KafkaLogConfig(bootstrapServers(), newTopicPrefix(), Map.of());
  }

  /** The topics of a log that a process of its own will make. */
  public String newTopicPrefix() {
    return "bench-" + ++logs + ".";
  }

  public String bootstrapServers() {
    return services.broker().bootstrapServers();
  }

  public String redisUrl() {
    return services.cache().url();
  }

  /** PostgreSQL, of which everything is on the disk before it is acknowledged. */
  public EmbeddedDatabase database() {
    return services.database();
  }

  /** What PostgreSQL has to say. */
  public Path databaseLog() {
    return folder.resolve(ServiceKind.POSTGRES.folder() + ".log");
  }

  /** The processes of PostgreSQL's server. */
  public ProcessHandle databaseProcess() throws IOException {
    Path pidFile = folder.resolve(ServiceKind.POSTGRES.folder()).resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  /**
   * @param inFlight most commands that are sent and not yet answered, even
   * @param batch how many are called at a time
   */
  public RedisRoom emptyRedis(int inFlight, int batch) throws IOException {
    URI redis = URI.create(redisUrl());
    return new RedisRoom(redis.getHost(), redis.getPort(), inFlight, batch);
  }

  /** The same through a client library. */
  public RedisClientRoom emptyRedisOfLibrary(int inFlight, int batch) throws IOException {
    return new RedisClientRoom(redisUrl(), inFlight, batch);
  }

  @Override
  public void close() throws IOException {
    services.close();
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
