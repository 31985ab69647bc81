package io.daegi.launcher.sale;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a client does between two tries, because the server said so or did not answer. */
public final class Pause {
  private Pause() {}

  public static void ms(long ms) {
    try {
      if (new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
