package io.daegi.http;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.verticle.EngineClient;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.token.KeyRing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the HTTP side needs from the rest of the process.
 *
 * @param engines makes the engine's client of one event loop, called on that loop
 */
public record HttpServices(
    HttpConfig config,
    InstantSource clock,
    BoardView board,
    Supplier<EngineClient> engines,
    KeyRing keys,
    MeterRegistry meters) {}
