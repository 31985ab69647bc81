package io.daegi.booking.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again, never twice at a time. Trouble is logged when it begins and
 * when it is over; a bug is logged each time.
 */
public final class Periodic {

  private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

  private final Vertx vertx;
  private final String name;
  private final Supplier<Future<Void>> work;
  private final long timer;
  private boolean running;
  private boolean troubled;

  private Periodic(Vertx vertx, String name, long everyMs, Supplier<Future<Void>> work) {
    this.vertx = vertx;
    this.name = name;
    this.work = work;
    this.timer = vertx.setPeriodic(everyMs, id -> run());
  }

  /** Starts now, on the current context. */
  public static Periodic start(
      Vertx vertx, String name, long everyMs, Supplier<Future<Void>> work) {
    Periodic periodic = new Periodic(vertx, name, everyMs, work);
    periodic.run();
    return periodic;
  }

  private void run() {
    if (running) {
      return;
    }
    running = true;
    work.get().onComplete(done -> running = false).onSuccess(v -> well()).onFailure(this::trouble);
  }

  private void well() {
    if (troubled) {
      troubled = false;
      LOG.info("{} works again", name);
    }
  }

  private void trouble(Throwable cause) {
    if (!Trouble.isAway(cause)) {
      LOG.error("{} failed", name, cause);
    } else if (!troubled) {
      LOG.warn("{} cannot work just now: {}", name, cause.toString());
    }
    troubled = true;
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }
}
