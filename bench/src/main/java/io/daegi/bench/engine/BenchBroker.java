package io.daegi.bench.engine;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A real broker on a folder of its own, which goes with it; every run gets topics of its own. */
final class BenchBroker implements AutoCloseable {

  private final Path folder;
  private final EmbeddedServices services;
  private int runs;

  BenchBroker() throws IOException {
    folder = Files.createTempDirectory("daegi-bench-");
    services = EmbeddedServices.start(folder, Set.of(ServiceKind.KAFKA));
  }

  KafkaLogConfig newLog() {
    return new KafkaLogConfig(
        services.broker().bootstrapServers(), "bench-" + ++runs + ".", Map.of());
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
