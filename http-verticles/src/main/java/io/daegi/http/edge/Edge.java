package io.daegi.http.edge;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.verticle.EngineClient;
import io.daegi.http.address.ClientAddresses;
import io.daegi.http.token.KeyRing;
import io.daegi.http.token.PassCache;
import io.daegi.http.token.PassSigner;
import io.daegi.http.token.TicketCodec;
import io.daegi.http.token.TokenCodec;
import io.daegi.http.token.TokenIdCodec;
import io.daegi.http.token.VisitorCodec;
import io.vertx.core.Context;
import java.time.InstantSource;

/** What the routes of one event loop share; everything here belongs to that loop. */
public record Edge(
    Context context,
    HttpConfig config,
    InstantSource clock,
    BoardView board,
    EngineClient engine,
    TokenCodec tokens,
    TokenIdCodec tokenIds,
    VisitorCodec visitors,
    TicketCodec tickets,
    PassCache passes,
    ClientAddresses clients) {

  /** The parts of an edge on the event loop of this context. */
  public static Edge on(
      Context context,
      HttpConfig config,
      InstantSource clock,
      BoardView board,
      EngineClient engine,
      KeyRing keys) {
    var signer = new PassSigner(keys, clock, config.publicUrl(), config.passTtlMs());
    return new Edge(
        context,
        config,
        clock,
        board,
        engine,
        new TokenCodec(keys, clock),
        new TokenIdCodec(keys),
        new VisitorCodec(keys, clock),
        new TicketCodec(keys, clock),
        new PassCache(signer, clock, context),
        new ClientAddresses(config.trustedProxies()));
  }
}
