package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.edge.load.Requests;
import io.daegi.bench.edge.server.ServerKind;
import io.daegi.bench.peers.BenchServices;
import io.daegi.bench.peers.RedisRoom;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import io.daegi.embedded.ServiceKind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins over HTTP: durable ones, ones without a log, ones into a sorted set, and none at all. */
final class JoinFigures implements FigureGroup {

  private static final int CONNECTIONS = 512;
  private static final int WAITING = 1_000;
  private static final int REDIS_IN_FLIGHT = 64;

  private static final String DURABLE = "edge with Kafka journal";
  private static final String MEMORY = "edge without log";
  private static final String REDIS = "Redis";
  private static final String BARE = "bare Vert.x";

  @Override
  public String name() {
    return "join";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    try (var services = new BenchServices(ServiceKind.KAFKA, ServiceKind.REDIS);
        RedisRoom room = services.emptyRedis(REDIS_IN_FLIGHT, WAITING);
        var house = new EdgeHouse();
        ServerProcess durable = durable(house, services);
        ServerProcess memory = house.edge(WAITING)) {
      room.join(WAITING);
      String answer = "answer=" + house.keep("join", EdgeHouse.ask(memory, EdgeHouse.join()));
      try (ServerProcess redis = RedisFigures.redis(house, services, memory, WAITING);
          ServerProcess bare = house.start(ServerKind.BARE, List.of(answer))) {
        Map<String, ServerProcess> servers = new LinkedHashMap<>();
        servers.put(DURABLE, durable);
        servers.put(REDIS, redis);
        servers.put(BARE, bare);
        servers.put(MEMORY, memory);
        return figures(joins(effort, progress, servers));
      }
    }
  }

  static ServerProcess durable(EdgeHouse house, BenchServices services) throws IOException {
    return house.edge(
        WAITING, "kafka=" + services.bootstrapServers(), "topics=" + services.newTopicPrefix());
  }

  static HttpLoad load(ServerProcess server, int connections) throws IOException {
    return new HttpLoad(
        server.port(),
        connections,
        new Requests(List.of(EdgeHouse.join())),
        PollCheck::requireJoined);
  }

  private static Slices joins(Effort effort, Progress progress, Map<String, ServerProcess> servers)
      throws Exception {
    Map<String, Side> sides = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, ServerProcess> server : servers.entrySet()) {
        HttpLoad load = load(server.getValue(), CONNECTIONS);
        sides.put(server.getKey(), new Side(server.getValue(), load));
      }
      return Slices.of(effort, progress, sides);
    } finally {
      for (Side side : sides.values()) {
        side.close();
      }
    }
  }

  private static List<Figure> figures(Slices slices) {
    Samples durable = slices.rate(DURABLE);
    Samples memory = slices.rate(MEMORY);
    Samples redis = slices.rate(REDIS);
    Samples bare = slices.rate(BARE);
    String how = "%d connections, one event loop, loopback; ".formatted(CONNECTIONS);
    String log = "acks=all, fsync, one broker in the process of the client; ";
    String set = "ZADD NX and ZRANK in one batch, one connection, nothing on disk; ";
    return List.of(
        durable
            .dividedBy(bare)
            .toFigure(
                "durable joins, edge against a POST on bare Vert.x",
                "ratio",
                Goal.atLeast(0.4),
                how + log),
        durable
            .dividedBy(redis)
            .toFigure(
                "durable joins, edge against Redis", "ratio", Goal.atLeast(2), how + log + set),
        memory
            .dividedBy(redis)
            .toFigure("joins without log, edge against Redis", "ratio", null, how + set),
        durable.toFigure("durable joins, edge", "joins/s", null, how + log),
        memory.toFigure("joins without log, edge", "joins/s", null, how),
        redis.toFigure("joins, into Redis", "joins/s", null, how + set),
        bare.toFigure("POSTs, bare Vert.x", "joins/s", null, how + "the same bytes"),
        slices
            .cpuUs(DURABLE)
            .toFigure(
                "processor time of a durable join, edge and engine",
                "us/join",
                null,
                how + log + "of the server's process, without the broker's"),
        slices.cpuUs(BARE).toFigure("processor time of a POST, bare Vert.x", "us/join", null, how));
  }
}
