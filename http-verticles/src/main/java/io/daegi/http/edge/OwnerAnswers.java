package io.daegi.http.edge;

import io.daegi.engine.command.Answer;
import io.daegi.engine.verticle.EngineClient;
import io.daegi.http.token.QueueToken;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the owner of a queue said about a token, asked at most once a second for each token: a crowd
 * of requests of one visitor costs the engine one question. Belongs to one event loop.
 */
final class OwnerAnswers {

  private static final long KEEP_MS = 1_000;
  private static final int MAX_TOKENS = 10_000;

  private final EngineClient engine;
  private final LongSupplier clockMs;
  private final Map<QueueToken, Heard> tokenToHeard =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<QueueToken, Heard> eldest) {
          return size() > MAX_TOKENS;
        }
      };

  /**
   * @param clockMs monotonic milliseconds
   */
  OwnerAnswers(EngineClient engine, LongSupplier clockMs) {
    this.engine = engine;
    this.clockMs = clockMs;
  }

  /** An answer and when it was asked for. */
  private record Heard(long askedAtMs, Future<Answer> answer) {}

  /** Where the token stands; what it has left is as of now. */
  Future<Answer> ask(QueueToken token) {
    long nowMs = clockMs.getAsLong();
    var heard = tokenToHeard.get(token);
    if (heard == null || nowMs - heard.askedAtMs() >= KEEP_MS) {
      heard = new Heard(nowMs, engine.ask(token.queueId(), token.number(), token.visitor()));
      keep(token, heard);
    }
    long askedAtMs = heard.askedAtMs();
    return heard.answer().map(answer -> aged(answer, clockMs.getAsLong() - askedAtMs));
  }

  /** The owner has just said this in answer to a command. */
  void heard(QueueToken token, Answer answer) {
    keep(token, new Heard(clockMs.getAsLong(), Future.succeededFuture(answer)));
  }

  private void keep(QueueToken token, Heard heard) {
    tokenToHeard.remove(token);
    tokenToHeard.put(token, heard);
  }

  private static Answer aged(Answer answer, long byMs) {
    return answer.remainingMs() < 0
        ? answer
        : new Answer(
            answer.outcome(),
            answer.number(),
            answer.state(),
            answer.generation(),
            Math.max(0, answer.remainingMs() - byMs),
            answer.partition(),
            answer.version());
  }
}
