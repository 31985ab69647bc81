package io.daegi.http.admin;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.board.QueueTotals;
import io.daegi.engine.board.QueueView;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.http.queue.QueueRoute;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A queue as its operators see it: settings, public figures, what became of everybody, and how well
 * the parts behind it are.
 */
final class AdminQueue {

  private final BoardView board;
  private final Vitals vitals;

  AdminQueue(BoardView board, Vitals vitals) {
    this.board = board;
    this.vitals = vitals;
  }

  /** Everything; {@code ageMs} is how old this board's knowledge is. */
  JsonObject json(QueueView queue) {
    return QueueRoute.figures(queue)
        .mergeIn(settings(queue.settings()))
        .put("settingsVersion", queue.settingsVersion())
        .put("etag", QueueTag.of(queue))
        .put("generation", queue.generation())
        .put("partition", queue.partition())
        .put("version", queue.version())
        .put("ageMs", board.ageMs(queue.partition()))
        .put("oldestWaitMs", vitals.oldestWaitMs(queue.queueId()))
        .put("totals", json(board.totals(queue.queueId())))
        .put("health", vitals.health(queue.partition()));
  }

  private static JsonObject json(QueueTotals totals) {
    return new JsonObject()
        .put("called", totals.calls())
        .put("missed", totals.noShows())
        .put("completed", totals.completed())
        .put("left", totals.left())
        .put("abandoned", totals.abandoned())
        .put("sessionsOver", totals.sessionsOver())
        .put("turnedAway", totals.turnedAway());
  }

  /** The settings alone, as a PUT would send them. */
  static JsonObject settings(QueueSettings settings) {
    return new JsonObject()
        .put("title", settings.title())
        .put("capacity", settings.capacity())
        .put("admitPerSecond", settings.admitPerSecond())
        .put("readyTtlMs", settings.readyTtlMs())
        .put("activeTtlMs", settings.activeTtlMs())
        .put("sessionMaxMs", settings.sessionMaxMs())
        .put("waitingTtlMs", settings.waitingTtlMs())
        .put(
            "opensAt",
            settings.opensAtMs() == 0
                ? null
                : Instant.ofEpochMilli(settings.opensAtMs()).toString())
        .put("passMode", passMode(settings.passMode()))
        .put("audience", settings.audience())
        .put("maxWaiting", settings.maxWaiting());
  }

  private static String passMode(PassMode mode) {
    return switch (mode) {
      case ONLINE -> "online";
      case OFFLINE -> "offline";
    };
  }
}
