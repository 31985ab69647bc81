package io.daegi.bench.engine;

import io.daegi.engine.board.Board;
import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.model.QueueSettings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long readers of the board wait while 100,000 people are called at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 50)
@Measurement(iterations = 50)
public class CallBenchmark {

  static final int CALLED = 100_000;
  private static final String QUEUE = "demo";

  private Board board;
  private BoardWriter writer;

  @Setup(Level.Invocation)
  public void letThemWait() {
    board = new Board(1);
    writer = board.writer(0);
    writer.beginBatch(0);
    writer.queueCreated(0, QUEUE, 1, 0, QueueSettings.defaults(QUEUE));
    for (long number = 1; number <= 2 * CALLED; number++) {
      writer.joined(0, number, number, 0, 1, number);
    }
    writer.endBatch();
  }

  @Benchmark
  public void call() {
    writer.beginBatch(1);
    writer.called(0, 1, CALLED);
    writer.endBatch();
  }

  @TearDown(Level.Invocation)
  public void verify() {
    if (board.queue(QUEUE).ready() != CALLED || board.token(QUEUE, CALLED + 1).position() != 1) {
      throw new IllegalStateException("not everybody was called");
    }
  }
}
