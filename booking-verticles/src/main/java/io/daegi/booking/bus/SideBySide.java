package io.daegi.booking.bus;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * So many tasks of one context at once, while they await; the others in order behind them. Used on
 * that context alone, which runs one task at a time but while it awaits. Each runs where it
 * belongs: a context's duplicate, by which a trace knows whose work it sees.
 */
final class SideBySide {

  private final int atOnce;
  private final Queue<Task> waiting = new ArrayDeque<>();
  private int running;

  private record Task(Context context, Runnable work) {}

  SideBySide(int atOnce) {
    this.atOnce = atOnce;
  }

  void run(Context context, Runnable work) {
    if (running == atOnce) {
      waiting.add(new Task(context, work));
      return;
    }
    running++;
    context.runOnContext(
        none -> {
          try {
            work.run();
          } finally {
            running--;
            Task next = waiting.poll();
            if (next != null) {
              run(next.context(), next.work());
            }
          }
        });
  }
}
