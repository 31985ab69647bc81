package io.daegi.launcher.roles;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.command.Answer;
import io.daegi.engine.verticle.BusEngineClient;
import io.daegi.engine.verticle.EngineClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.Function;

/** The engine for whoever has no event loop of its own: a client on the loop of this verticle. */
public final class EngineLink extends VerticleBase {
  private final BoardView board;
  private final int permits;
  private EngineClient client;

  private EngineLink(BoardView board, int permits) {
    this.board = board;
    this.permits = permits;
  }

  /**
   * @param permits most commands without an answer
   */
  public static EngineLink deploy(Vertx vertx, BoardView board, int permits) {
    EngineLink link = new EngineLink(board, permits);
    vertx.deployVerticle(link).await();
    return link;
  }

  @Override
  public Future<?> start() {
    client = new BusEngineClient(vertx, board, permits);
    return Future.succeededFuture();
  }

  /** Sends a command; from any thread. */
  public Future<Answer> send(Function<EngineClient, Future<Answer>> command) {
    Promise<Answer> promise = Promise.promise();
    context.runOnContext(nothing -> command.apply(client).onComplete(promise));
    return promise.future();
  }
}
