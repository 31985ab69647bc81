package io.daegi.engine.verticle;

import io.daegi.engine.command.Answer;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;

/**
 * Commands to the engine, from one event loop: calls of one turn travel as one message. Every
 * future succeeds with an {@link Answer}; trouble is an outcome ({@code OVERLOADED}, {@code
 * UNAVAILABLE}, {@code UNKNOWN}), never a failure. Use it only on the context it was made on.
 */
public interface EngineClient {

  /** Takes a place; the visitor's living place when there is one already. */
  Future<Answer> join(String queueId, VisitorId visitor);

  /** READY becomes ACTIVE; REPEATED when it is ACTIVE already. */
  Future<Answer> enter(String queueId, long number, VisitorId visitor);

  /** Gives the place up; REPEATED when the token had ended. */
  Future<Answer> leave(String queueId, long number, VisitorId visitor);

  /** Where the token stands, from its owner; durable like every answer. */
  Future<Answer> ask(String queueId, long number, VisitorId visitor);

  /** A sign of life; gathered, sent once a second, and repaired by the next when lost. */
  void seen(String queueId, long number);

  /** The origin says that the session reached its aim. */
  Future<Answer> complete(String queueId, long number);

  /** The origin says that the session is given up. */
  Future<Answer> abandon(String queueId, long number);

  /** The origin asks for more time; bounded by {@code sessionMaxMs}. */
  Future<Answer> extend(String queueId, long number, long byMs);

  Future<Answer> createQueue(String queueId, QueueSettings settings);

  /**
   * @param expectedVersion the settings version that the operator saw
   */
  Future<Answer> changeSettings(String queueId, QueueSettings settings, int expectedVersion);

  default Future<Answer> changeState(String queueId, QueueState target, String reason) {
    return changeState(queueId, target, reason, null);
  }

  /**
   * @param target PAUSED, OPEN (resume), DRAINING or CLOSED
   * @param reason the operator's word for the audit trail; may be empty
   * @param seen the state that the operator saw; null: whatever it is
   */
  Future<Answer> changeState(String queueId, QueueState target, String reason, QueueState seen);

  default Future<Answer> setMessage(String queueId, String message) {
    return setMessage(queueId, message, null);
  }

  /**
   * @param message empty: none
   * @param seen the message that the operator saw, empty for none; null: whatever it is
   */
  Future<Answer> setMessage(String queueId, String message, String seen);

  /** The queue's shop lives, for this long from now; the first call attaches the shop. */
  Future<Answer> shopAlive(String queueId, long forMs);
}
