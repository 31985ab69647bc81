package io.daegi.bench.engine;

import io.daegi.bench.peers.RedisClientRoom;
import io.daegi.bench.peers.RedisRoom;
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
final class BenchServices implements AutoCloseable {

  private final Path folder;
  private final EmbeddedServices services;
  private int logs;

  BenchServices(ServiceKind... wanted) throws IOException {
    folder = Files.createTempDirectory("daegi-bench-");
    services = EmbeddedServices.start(folder, Set.of(wanted));
  }

  KafkaLogConfig newLog() {
    return new KafkaLogConfig(
        services.broker().bootstrapServers(), "bench-" + ++logs + ".", Map.of());
  }

  RedisRoom emptyRedis(int inFlight) throws IOException {
    URI redis = URI.create(services.cache().url());
    return new RedisRoom(redis.getHost(), redis.getPort(), inFlight, Crowd.BATCH);
  }

  /** The same through a client library. */
  RedisClientRoom emptyRedisOfLibrary(int inFlight) throws IOException {
    return new RedisClientRoom(services.cache().url(), inFlight, Crowd.BATCH);
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
