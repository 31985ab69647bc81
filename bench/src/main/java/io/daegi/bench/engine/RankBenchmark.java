package io.daegi.bench.engine;

import io.daegi.engine.board.Board;
import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one look at a random token costs while all wait but the 30 % that have left. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class RankBenchmark {

  private static final String QUEUE = "demo";
  private static final int EVENTS_PER_BATCH = 16_384;
  private static final double DEPARTED = 0.3;

  @Param({"1000", "10000000"})
  public int numbers;

  private final SplittableRandom random = new SplittableRandom(7);
  private Board board;
  private long seed = 0x9E37_79B9_7F4A_7C15L;

  @Setup
  public void fillTheBoard() {
    board = new Board(1);
    BoardWriter writer = board.writer(0);
    long batch = 0;
    writer.beginBatch(batch);
    writer.queueCreated(0, QUEUE, 1, 0, QueueSettings.defaults(QUEUE));
    for (long number = 1; number <= numbers; number++) {
      writer.joined(0, number, number, 0, 1, number);
      if (random.nextDouble() < DEPARTED) {
        writer.left(0, number);
      }
      if (number % EVENTS_PER_BATCH == 0) {
        writer.endBatch();
        writer.beginBatch(++batch);
      }
    }
    writer.endBatch();
    verify();
  }

  private void verify() {
    long waiting = 0;
    for (long number = 1; number <= Math.min(numbers, 100_000); number++) {
      TokenView view = board.token(QUEUE, number);
      if (view.state() == TokenState.WAITING && view.position() != ++waiting) {
        throw new IllegalStateException("number " + number + " stands at " + view.position());
      }
    }
  }

  @Benchmark
  public TokenView look() {
    return board.token(QUEUE, 1 + (next() >>> 1) % numbers);
  }

  /** A step of xorshift: no memory, so that the caches belong to the board. */
  private long next() {
    seed ^= seed << 13;
    seed ^= seed >>> 7;
    seed ^= seed << 17;
    return seed;
  }
}
