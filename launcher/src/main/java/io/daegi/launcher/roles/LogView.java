package io.daegi.launcher.roles;

import io.daegi.engine.board.Board;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.journal.BoardSink;
import io.daegi.engine.journal.FormatGuard;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogFollower;
import io.daegi.launcher.StartFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What every process knows of the log: a follower that keeps the board. Edges answer from it, and
 * whoever sends commands finds in it who leads.
 */
public final class LogView implements AutoCloseable {
  private static final Duration READ_WITHIN = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_NS = 10_000_000;

  /** A log without a word for three heartbeats is away. */
  private static final long SILENT_MS = 3_000;

  private final KafkaLogConfig log;
  private final Board board;
  private final LogFollower follower;
  private volatile FormatException refusedAtStart;

  private LogView(
      KafkaLogConfig log,
      int partitions,
      Optional<FormatVersion> format,
      Consumer<Throwable> fatal) {
    this.log = log;
    this.board = new Board(partitions);
    this.follower =
        new LogFollower(
            log,
            partitions,
            partition ->
                new FormatGuard(new BoardSink(board.writer(partition)), format, board::isCaughtUp),
            board::caughtUp,
            cause -> unreadable(cause, fatal));
  }

  /**
   * Starts to read.
   *
   * @param fatal ends the process
   */
  public static LogView start(
      KafkaLogConfig log,
      int partitions,
      Optional<FormatVersion> format,
      Consumer<Throwable> fatal) {
    LogView view = new LogView(log, partitions, format, fatal);
    view.follower.start();
    return view;
  }

  /** Before the start is over it is the start that fails, in one line; afterwards the process. */
  private void unreadable(FormatException cause, Consumer<Throwable> fatal) {
    if (board.isCaughtUp()) {
      fatal.accept(cause);
    } else {
      refusedAtStart = cause;
    }
  }

  public Board board() {
    return board;
  }

  /** Whether every partition has lately said something, if only that it is led. */
  public boolean isHeard() {
    for (int partition = 0; partition < board.partitions(); partition++) {
      if (board.ageMs(partition) > SILENT_MS) {
        return false;
      }
    }
    return true;
  }

  /** Returns when the log has been read to its end. */
  public void awaitCaughtUp() throws StartFailure {
    await(board::isCaughtUp, "read");
  }

  /**
   * @param what should have happened to the log within a minute
   */
  void await(BooleanSupplier condition, String what) throws StartFailure {
    long deadlineNs = System.nanoTime() + READ_WITHIN.toNanos();
    while (!condition.getAsBoolean()) {
      if (refusedAtStart != null) {
        throw StartFailure.unusable(refusedAtStart.getMessage());
      }
      if (System.nanoTime() > deadlineNs) {
        throw StartFailure.unusable(
            "the log at %s has not been %s within %d s: see the lines above"
                .formatted(log.bootstrapServers(), what, READ_WITHIN.toSeconds()));
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  @Override
  public void close() {
    follower.close();
  }
}
