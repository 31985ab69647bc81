package io.daegi.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, closed again in the opposite order, whether the start was finished or not.
 *
 * <p>Closing waits for a step that is just being opened, so that nothing is ever left behind half
 * open, and steps that come after it are refused.
 */
public final class CloseChain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloseChain.class);

  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final Deque<Step> open = new ArrayDeque<>();
  private boolean closing;

  private record Step(String name, AutoCloseable thing) {}

  /** The process is being stopped: nothing more is opened. */
  static final class Stopping extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopping(String name) {
      super(name + " is not opened: the process is being stopped");
    }
  }

  /** Opens one thing and remembers to close it. */
  public <T extends AutoCloseable> T open(String name, Callable<T> opener) throws Exception {
    oneAtATime.lock();
    try {
      if (closing) {
        throw new Stopping(name);
      }
      long fromNs = System.nanoTime();
      T thing = opener.call();
      open.push(new Step(name, thing));
      LOG.debug(
          "opened {} in {} ms", name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs));
      return thing;
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Closes everything; a step that fails is logged and does not keep the others open. Repeated
   * calls do nothing.
   */
  @Override
  public void close() {
    oneAtATime.lock();
    try {
      closing = true;
      while (!open.isEmpty()) {
        close(open.pop());
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  private static void close(Step step) {
    try {
      step.thing().close();
      LOG.debug("closed {}", step.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("interrupted while closing {}", step.name());
    } catch (Exception e) {
      LOG.error("{} could not be closed in order", step.name(), e);
    }
  }
}
