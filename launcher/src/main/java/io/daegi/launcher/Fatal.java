package io.daegi.launcher;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the process by a fault of the program or a log that cannot be read: nothing that was
 * acknowledged is lost, and nothing wrong is told any more.
 */
final class Fatal implements Consumer<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(Fatal.class);

  /** What the process ends with. */
  static final int EXIT_CODE = 70;

  private static final String OUR_THREADS = "daegi-";

  private final AtomicBoolean ending = new AtomicBoolean();

  /** Also ends the process when one of our threads dies of something that nobody caught. */
  void watchThreads() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, cause) -> {
          if (thread.getName().startsWith(OUR_THREADS)) {
            accept(cause);
          } else {
            LOG.error("thread {} died", thread.getName(), cause);
          }
        });
  }

  /** Returns at once; from any thread. */
  @Override
  @SuppressWarnings("SystemExitOutsideMain") // the one purpose of this class
  public void accept(Throwable cause) {
    if (ending.compareAndSet(false, true)) {
      LOG.error("the process ends by a fault that it cannot mend", cause);
      Thread.ofPlatform().name("fatal").start(() -> System.exit(EXIT_CODE));
    }
  }
}
