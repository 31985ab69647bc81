package io.daegi.booking.bus;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * So many tasks of one context at once, while they await; the others in order behind them. Used on
 * that context alone, which runs one task at a time but while it awaits.
 */
final class SideBySide {

  private final int atOnce;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;

  SideBySide(int atOnce) {
    this.atOnce = atOnce;
  }

  void run(Context context, Runnable task) {
    if (running == atOnce) {
      waiting.add(task);
      return;
    }
    running++;
    context.runOnContext(
        none -> {
          try {
            task.run();
          } finally {
            running--;
            Runnable next = waiting.poll();
            if (next != null) {
              run(context, next);
            }
          }
        });
  }
}
