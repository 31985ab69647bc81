package io.daegi.bench.booking;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.edge.ServerProcess;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Numbers;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How long a hold takes while others hold, whether or not the last ones are answered. */
final class HoldFigures implements FigureGroup {

  private static final int BUYERS = 32;
  private static final int ROWS = 1_000;
  private static final String HALF = "half the peak";
  private static final String MOST = "80 % of the peak";

  private record Holds(double p50Ms, double p99Ms) {
    double p99ByMedian() {
      return p99Ms / p50Ms;
    }

    @Override
    public String toString() {
      return "median %s ms, p99 %s ms".formatted(Numbers.rounded(p50Ms), Numbers.rounded(p99Ms));
    }
  }

  @Override
  public String name() {
    return "hold";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    try (var house = new ShopHouse();
        Books books = house.newBooks("shop");
        ServerProcess shop = house.shop(books, 0, "rows=" + ROWS)) {
      var run = new Run(effort, books, shop);
      double peak = run.peak();
      progress.say("peak: %s holds/s".formatted(Numbers.rounded(peak)));
      Map<String, Callable<Holds>> ways = new LinkedHashMap<>();
      ways.put(HALF, () -> run.openLoop(peak / 2));
      ways.put(MOST, () -> run.openLoop(0.8 * peak));
      return figures(new Turns(effort, progress).run(ways), peak);
    }
  }

  private static final class Run {
    private final Effort effort;
    private final Books books;
    private final ServerProcess shop;
    private long held;

    Run(Effort effort, Books books, ServerProcess shop) {
      this.effort = effort;
      this.books = books;
      this.shop = shop;
    }

    /** The best of a few floods, when the compilers are through. */
    double peak() throws Exception {
      double best = 0;
      long durationMs = effort.choose(5_000, 300);
      for (int i = 0; i < effort.choose(6, 1); i++) {
        long startNs = System.nanoTime();
        long count = Long.parseLong(shop.ask("hold %d %d".formatted(BUYERS, durationMs)));
        best = Math.max(best, count * 1e9 / (System.nanoTime() - startNs));
        verify(count);
      }
      return best;
    }

    Holds openLoop(double perSecond) throws Exception {
      long durationMs = effort.choose(10_000, 300);
      String[] numbers = shop.ask("holds %s %d".formatted(perSecond, durationMs)).split(" ", 3);
      verify(Long.parseLong(numbers[0]));
      return new Holds(Long.parseLong(numbers[1]) / 1e6, Long.parseLong(numbers[2]) / 1e6);
    }

    /** Each has one seat, and is told of. */
    private void verify(long count) throws Exception {
      held += count;
      books.require(held, "select count(*) from seat_claim where not sold", "seats held");
      books.require(
          held, "select count(*) from reservation where state = 'HELD'", "reservations held");
      books.awaitRelayed();
      books.requireRelayed(held);
      books.requireSound();
    }
  }

  private static List<Figure> figures(Map<String, List<Holds>> found, double peak) {
    String how =
        "over the event bus in an open loop, from the intended start, a seat each; the peak is"
            + " %,.0f holds/s of %d people one after the other; ".formatted(peak, BUYERS)
            + ShopHouse.CONDITIONS;
    Samples half = Samples.of(found.get(HALF), Holds::p99Ms);
    Samples most = Samples.of(found.get(MOST), Holds::p99ByMedian);
    return List.of(
        half.toFigure("hold at half the peak, p99", "ms", Goal.atMost(50), how),
        most.toFigure("hold at 80 % of the peak, p99 by median", "ratio", Goal.atMost(10), how),
        Samples.of(found.get(HALF), Holds::p50Ms)
            .toFigure("hold at half the peak, median", "ms", null, how),
        Samples.of(found.get(MOST), Holds::p50Ms)
            .toFigure("hold at 80 % of the peak, median", "ms", null, how),
        Samples.of(found.get(MOST), Holds::p99Ms)
            .toFigure("hold at 80 % of the peak, p99", "ms", null, how),
        new Figure("holds", peak, "holds/s", null, how));
  }
}
