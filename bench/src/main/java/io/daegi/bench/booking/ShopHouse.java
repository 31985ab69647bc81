package io.daegi.bench.booking;

import io.daegi.bench.edge.EdgeHouse;
import io.daegi.bench.edge.ServerProcess;
import io.daegi.bench.edge.server.ServerKind;
import io.daegi.bench.peers.BenchServices;
import io.daegi.embedded.EmbeddedDatabase;
import io.daegi.embedded.ServiceKind;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The services of one group: PostgreSQL and Redis in processes of their own, the broker in this
 * one; and the shops on them.
 */
final class ShopHouse implements AutoCloseable {

  static final String CONDITIONS =
      "PostgreSQL 17 with fsync on, 256 MB of buffers and a log that was written before, Kafka with"
          + " fsync in the process of the bench, Redis, all on this machine";

  private static final int LOOPS = 2;

  private final BenchServices services;
  private final EdgeHouse edges;

  ShopHouse() throws IOException, SQLException {
    services = new BenchServices(ServiceKind.KAFKA, ServiceKind.POSTGRES, ServiceKind.REDIS);
    edges = new EdgeHouse();
    WriteAheadLog.writeOnce(services.database());
  }

  EdgeHouse edges() {
    return edges;
  }

  BenchServices services() {
    return services;
  }

  /** An empty database with a topic for its events. */
  Books newBooks(String name) throws SQLException, IOException {
    EmbeddedDatabase database = services.database();
    String topics = services.newTopicPrefix();
    return Books.create(database, name, services.bootstrapServers(), topics);
  }

  /**
   * The real booking side on these books.
   *
   * @param waiting how many were called before it listens
   * @param more further settings: {@code rows}, {@code firstSeat}, {@code loops}
   */
  ServerProcess shop(Books books, int waiting, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of(more));
    words.add("postgres=" + books.uri());
    words.add("redis=" + services.redisUrl());
    words.add("events=" + services.bootstrapServers());
    words.add("eventTopics=" + books.topicPrefix());
    words.add("waiting=" + waiting);
    if (words.stream().noneMatch(word -> word.startsWith("loops="))) {
      words.add("loops=" + LOOPS);
    }
    if (words.stream().noneMatch(word -> word.startsWith("firstSeat="))) {
      words.add("firstSeat=0");
    }
    return edges.start(ServerKind.SHOP, words);
  }

  /** What PostgreSQL's processes that live now have spent; of others nothing is known. */
  long databaseCpuNs() throws IOException {
    return services
        .databaseProcess()
        .descendants()
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToLong(Duration::toNanos)
        .sum();
  }

  @Override
  public void close() throws IOException {
    try (edges) {
      services.close();
    }
  }
}
