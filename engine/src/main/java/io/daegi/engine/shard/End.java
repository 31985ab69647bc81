package io.daegi.engine.shard;

import io.daegi.engine.journal.JournalException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How an incarnation ended, told by its stages and awaited by its shard. The first word counts. */
final class End {

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile JournalException trouble;
  private volatile Throwable bug;

  void byTrouble(JournalException cause) {
    trouble = cause;
    ended.countDown();
  }

  void byBug(Throwable cause) {
    bug = cause;
    ended.countDown();
  }

  boolean await(long timeoutMs) throws InterruptedException {
    return ended.await(timeoutMs, TimeUnit.MILLISECONDS);
  }

  JournalException trouble() {
    return trouble;
  }

  Throwable bug() {
    return bug;
  }
}
