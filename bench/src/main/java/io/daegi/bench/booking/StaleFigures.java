package io.daegi.bench.booking;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.booking.load.Hall;
import io.daegi.bench.edge.EdgeHouse;
import io.daegi.bench.edge.ServerProcess;
import io.daegi.bench.edge.load.Answers;
import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.edge.load.Requests;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Numbers;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** How long a seat that was held at one shop is still shown as free by another one. */
final class StaleFigures implements FigureGroup {

  private static final int ROWS = SeatFigures.ROWS;
  private static final int READERS = 16;
  private static final int PEOPLE = 1_000;
  private static final long LONGEST_NS = 10_000_000_000L;

  private record Ages(double p50Ms, double p99Ms) {
    @Override
    public String toString() {
      return "median %s ms, p99 %s ms".formatted(Numbers.rounded(p50Ms), Numbers.rounded(p99Ms));
    }
  }

  @Override
  public String name() {
    return "stale";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    try (var house = new ShopHouse();
        Books books = house.newBooks("shop");
        ServerProcess holding = house.shop(books, 0, "rows=" + ROWS);
        ServerProcess reading = house.shop(books, PEOPLE, "rows=" + ROWS)) {
      var run = new Run(effort, house.edges(), holding, reading);
      Map<String, Callable<Ages>> ways = Map.of("another shop's map", run::ages);
      List<Ages> found = new Turns(effort, progress).run(ways).values().iterator().next();
      books.awaitRelayed();
      books.requireRelayed(run.held);
      books.requireSound();
      return figures(found, run.holds);
    }
  }

  private static final class Run {
    private final EdgeHouse edges;
    private final ServerProcess holding;
    private final ServerProcess reading;
    private final int holds;
    private int held;

    Run(Effort effort, EdgeHouse edges, ServerProcess holding, ServerProcess reading) {
      this.edges = edges;
      this.holding = holding;
      this.reading = reading;
      this.holds = effort.choose(100, 5);
    }

    /** A crowd reads the map all the while, so that whatever can be kept for it is kept. */
    Ages ages() throws Exception {
      var crowdNs = new Histogram(LONGEST_NS, 3);
      List<String> requests =
          LongStream.rangeClosed(2, PEOPLE)
              .mapToObj(number -> SeatFigures.request(edges, number))
              .toList();
      try (var crowd =
              new HttpLoad(reading.port(), READERS, new Requests(requests), EdgeHouse.NO_CHECK);
          var looking =
              new HttpLoad(
                  reading.port(),
                  1,
                  new Requests(List.of(SeatFigures.request(edges, 1))),
                  EdgeHouse.NO_CHECK)) {
        for (int i = 0; i < holds; i++) {
          crowdNs.recordValue(Math.min(LONGEST_NS, age(crowd, looking)));
        }
      }
      return new Ages(
          crowdNs.getValueAtPercentile(50) / 1e6, crowdNs.getValueAtPercentile(99) / 1e6);
    }

    /** From the holder's answer to the first map that shows it. */
    private long age(HttpLoad crowd, HttpLoad looking) throws Exception {
      int seat = held++;
      CompletableFuture<Answers> reads = CompletableFuture.supplyAsync(() -> flood(crowd));
      holding.ask("seat " + seat);
      long toldNs = System.nanoTime();
      while (SeatMapText.of(looking.ask()).states().charAt(seat) != 'H') {
        if (System.nanoTime() - toldNs > LONGEST_NS) {
          throw new IllegalStateException("seat %d is never shown as held".formatted(seat));
        }
      }
      long ageNs = System.nanoTime() - toldNs;
      reads.get().requireUseful();
      return ageNs;
    }

    private static Answers flood(HttpLoad crowd) {
      try {
        return crowd.flood(100_000_000);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static List<Figure> figures(List<Ages> found, int holds) {
    String how =
        ("%,d seats, %d holds one after the other at one process, read over HTTP at another one,"
                    + " where %d connections read all the time; from the holder's answer; ")
                .formatted(ROWS * Hall.SEATS_PER_ROW, holds, READERS)
            + ShopHouse.CONDITIONS;
    return List.of(
        Samples.of(found, Ages::p99Ms)
            .toFigure("age of a seat map after a hold, p99", "ms", Goal.atMost(1_000), how),
        Samples.of(found, Ages::p50Ms)
            .toFigure("age of a seat map after a hold, median", "ms", null, how));
  }
}
