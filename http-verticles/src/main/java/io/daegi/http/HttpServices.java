package io.daegi.http;

import io.daegi.booking.api.BookingClient;
import io.daegi.engine.board.BoardView;
import io.daegi.engine.verticle.EngineClient;
import io.daegi.http.admin.WrongKeyLimit;
import io.daegi.http.booking.OwnWrites;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.guard.ConnectionLimits;
import io.daegi.http.guard.Connections;
import io.daegi.http.limit.RedisSpace;
import io.daegi.http.page.PageFiles;
import io.daegi.http.queue.JoinLimits;
import io.daegi.http.stream.StreamRegistry;
import io.daegi.http.token.KeyRing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the HTTP side needs from the rest of the process.
 *
 * <p>One for all event loops of the process.
 *
 * @param engines makes the engine's client of one event loop, called on that loop
 */
public record HttpServices(
    HttpConfig config,
    InstantSource clock,
    BoardView board,
    Supplier<EngineClient> engines,
    BookingClient booking,
    KeyRing keys,
    MeterRegistry meters,
    StreamRegistry streams,
    JoinLimits joins,
    WrongKeyLimit wrongKeys,
    Connections connections,
    OwnWrites ownWrites,
    PageFiles pages) {

  /** Services with a stream registry of their own; joins are counted by this process alone. */
  public static HttpServices of(
      HttpConfig config,
      InstantSource clock,
      BoardView board,
      Supplier<EngineClient> engines,
      BookingClient booking,
      KeyRing keys,
      MeterRegistry meters) {
    var streams = new StreamRegistry(config.maxStreams(), meters);
    var joins = JoinLimits.of(config, clock);
    var connections = new Connections(ConnectionLimits.DEFAULTS, meters);
    return new HttpServices(
        config,
        clock,
        board,
        engines,
        booking,
        keys,
        meters,
        streams,
        joins,
        new WrongKeyLimit(),
        connections,
        new OwnWrites(),
        PageFiles.of(config.theme(), config.paysFromBalance()));
  }

  /** The same, with joins counted in Redis for all edges. */
  public HttpServices withRedis(RedisSpace space) {
    return new HttpServices(
        config,
        clock,
        board,
        engines,
        booking,
        keys,
        meters,
        streams,
        joins.in(space),
        wrongKeys,
        connections,
        ownWrites,
        pages);
  }

  /** The same, with other limits of connections. */
  public HttpServices withConnections(Connections newConnections) {
    return new HttpServices(
        config,
        clock,
        board,
        engines,
        booking,
        keys,
        meters,
        streams,
        joins,
        wrongKeys,
        newConnections,
        ownWrites,
        pages);
  }
}
