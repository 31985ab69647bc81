package io.daegi.bench.edge;

import io.daegi.bench.edge.load.Answers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several servers of one kind, each in a process of its own with those who ask it. */
final class Servers implements AutoCloseable {

  private final List<Side> sides = new ArrayList<>();

  /** Starts one more. */
  @FunctionalInterface
  interface Start {
    Side one() throws IOException;
  }

  /** The new one. */
  Side add(Start start) throws IOException {
    sides.add(start.one());
    return sides.getLast();
  }

  /** As many requests as go at the first alone. */
  Spent first(long windowNs) throws IOException {
    return spent(sides.getFirst(), windowNs);
  }

  /** As many as go at each by turns, in a window for all; nobody asks the others meanwhile. */
  Spent inTurn(long windowNs) throws IOException {
    Spent sum = Spent.NOTHING;
    for (Side side : sides) {
      sum = sum.plus(spent(side, windowNs / sides.size()));
    }
    return sum;
  }

  /** As many as go at all of them together. */
  Spent atOnce(long windowNs) throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(sides.size())) {
      List<Future<Spent>> all =
          sides.stream().map(side -> threads.submit(() -> spent(side, windowNs))).toList();
      Spent sum = Spent.NOTHING;
      for (Future<Spent> one : all) {
        sum = sum.plus(one.get());
      }
      return sum;
    }
  }

  private static Spent spent(Side side, long windowNs) throws IOException {
    long beforeNs = side.server().cpuNs();
    Answers answers = side.load().flood(windowNs).requireUseful();
    return new Spent(side.server().cpuNs() - beforeNs, answers.useful());
  }

  @Override
  public void close() throws IOException {
    for (Side side : sides) {
      side.close();
      side.server().close();
    }
  }
}
