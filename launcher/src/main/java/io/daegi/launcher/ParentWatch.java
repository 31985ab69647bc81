package io.daegi.launcher;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends this process when the process that started it has ended, however that happened. A build tool
 * that is stopped or killed tells the program it runs nothing; the program sees that it has another
 * parent now.
 */
final class ParentWatch {
  private static final String PROPERTY = "daegi.stopWithParent";
  private static final long LOOK_EVERY_NS = 200_000_000;

  private ParentWatch() {}

  static void startIfAsked() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (Boolean.getBoolean(PROPERTY) && parent.isPresent()) {
      Thread.ofPlatform()
          .name("daegi-parent-watch")
          .daemon()
          .start(() -> watch(parent.get().pid()));
    }
  }

  @SuppressWarnings("SystemExitOutsideMain") // the one purpose of this class
  private static void watch(long parentPid) {
    while (ProcessHandle.current()
        .parent()
        .filter(parent -> parent.pid() == parentPid)
        .isPresent()) {
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    System.exit(0);
  }
}
