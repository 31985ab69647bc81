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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Polls from the board beside polls from a sorted set, behind the same HTTP. */
final class RedisFigures implements FigureGroup {

  private static final String EDGE = "edge";
  private static final String REDIS = "Redis";
  private static final int REDIS_IN_FLIGHT = 64;

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int waiting = effort.choose(1_000_000, 50_000);
    try (var services = new BenchServices(ServiceKind.REDIS);
        RedisRoom room = services.emptyRedis(REDIS_IN_FLIGHT, waiting);
        var house = new EdgeHouse();
        ServerProcess edge = house.edge(waiting)) {
      room.join(waiting);
      try (ServerProcess redis = redis(house, services, edge, waiting)) {
        return measure(effort, progress, house, edge, redis, room, waiting);
      }
    }
  }

  /** A Redis way whose answers look like the edge's. */
  static ServerProcess redis(
      EdgeHouse house, BenchServices services, ServerProcess edge, int someWaiting)
      throws IOException {
    Path poll = house.keep("poll", EdgeHouse.ask(edge, house.poll(someWaiting)));
    Path join = house.keep("join", EdgeHouse.ask(edge, EdgeHouse.join()));
    return house.start(
        ServerKind.REDIS,
        List.of("redis=" + services.redisUrl(), "answer=" + poll, "joinAnswer=" + join));
  }

  private static List<Figure> measure(
      Effort effort,
      Progress progress,
      EdgeHouse house,
      ServerProcess edge,
      ServerProcess redis,
      RedisRoom room,
      int waiting)
      throws Exception {
    int people = Math.min(PollFigures.PEOPLE, waiting / 2);
    try (var ours = new Side(edge, PollFigures.load(house, edge, waiting, people));
        var theirs = new Side(redis, redisLoad(house, redis, waiting, people), room)) {
      Map<String, Side> sides = new LinkedHashMap<>();
      sides.put(EDGE, ours);
      sides.put(REDIS, theirs);
      return figures(Slices.of(effort, progress, sides), waiting);
    }
  }

  private static HttpLoad redisLoad(EdgeHouse house, ServerProcess redis, int waiting, int people)
      throws IOException {
    return new HttpLoad(
        redis.port(),
        PollFigures.CONNECTIONS,
        new Requests(house.polls(waiting, people)),
        (request, answer) ->
            PollCheck.requirePosition(answer, EdgeHouse.numberOf(request, waiting, people)));
  }

  private static List<Figure> figures(Slices slices, int waiting) {
    Samples edge = slices.rate(EDGE);
    Samples edgeUs = slices.cpuUs(EDGE);
    Samples redis = slices.rate(REDIS);
    Samples redisUs = slices.cpuUs(REDIS);
    String how =
        "%,d wait; %d connections, one event loop, loopback; "
            .formatted(waiting, PollFigures.CONNECTIONS);
    String redisWay =
        "ZRANK by vertx-redis-client, one connection without pauses, the same signed token;"
            + " Redis nothing on disk, on cores of the same machine";
    return List.of(
        redisUs
            .dividedBy(edgeUs)
            .toFigure(
                "processor time of a poll, from Redis against edge",
                "ratio",
                Goal.atLeast(4),
                how + redisWay),
        edge.dividedBy(redis).toFigure("polls, edge against Redis", "ratio", null, how + redisWay),
        edgeUs.toFigure("processor time of a poll, edge beside Redis", "us/poll", null, how),
        redis.toFigure("polls, from Redis", "polls/s", null, how + redisWay),
        redisUs.toFigure(
            "processor time of a poll, from Redis",
            "us/poll",
            null,
            how + "of the server's process and of Redis's"));
  }
}
