package io.daegi.launcher.services;

import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.RedisAddress;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Redis answers, from a question every few seconds. */
public final class RedisPulse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisPulse.class);
  private static final long ASK_EVERY_MS = 3_000;

  private final Vertx vertx;
  private final RedisAddress address;
  private final long timer;
  private volatile boolean isUp;

  /**
   * Starts to ask.
   *
   * @param isUp whether it answered just now
   */
  public RedisPulse(Vertx vertx, RedisAddress address, boolean isUp) {
    this.isUp = isUp;
    this.vertx = vertx;
    this.address = address;
    this.timer = vertx.setPeriodic(ASK_EVERY_MS, id -> vertx.executeBlocking(this::ask));
  }

  /** Whether it answered when it was last asked; from any thread. */
  public boolean isUp() {
    return isUp;
  }

  private Void ask() {
    boolean was = isUp;
    try {
      RedisCheck.tookMs(address);
      isUp = true;
    } catch (StartFailure | RedisCheck.Away away) {
      isUp = false;
      if (was) {
        LOG.warn("Redis: {}: slower until it is back", away.getMessage());
      }
    }
    if (isUp && !was) {
      LOG.info("Redis is back");
    }
    return null;
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
