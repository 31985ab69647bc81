package io.daegi.bench.booking;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.booking.load.Hall;
import io.daegi.bench.booking.load.HttpBuyers;
import io.daegi.bench.edge.ServerProcess;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Turns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Whole purchases, counted when their events are in Kafka: over the event bus, over HTTP, and the
 * same statements alone.
 */
final class PurchaseFigures implements FigureGroup {

  private static final int BUYERS = 32;
  private static final int ROWS = 1_000;
  private static final int EVENTS_EACH = 4;
  private static final String BUS = "over the event bus";
  private static final String HTTP = "over HTTP";
  private static final String PGBENCH = "pgbench";

  @Override
  public String name() {
    return "purchase";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    try (var house = new ShopHouse();
        Books books = house.newBooks("shop")) {
      int visitors = effort.choose(60_000, 2_000);
      try (ServerProcess shop = house.shop(books, visitors, "rows=" + ROWS)) {
        var run = new Run(effort, house, books, shop, visitors);
        run.warmUp(progress);
        Map<String, Callable<Purchases>> ways = new LinkedHashMap<>();
        ways.put(BUS, run::overBus);
        ways.put(HTTP, run::overHttp);
        Optional<Pgbench> pgbench = Pgbench.find();
        if (pgbench.isEmpty()) {
          progress.say(Pgbench.MISSING);
          return figures(new Turns(effort, progress).run(ways), null);
        }
        try (Books alone = house.newBooks("alone")) {
          StatementsAlone statements = StatementsAlone.of(house, alone, pgbench.get(), ROWS);
          progress.say("a purchase is " + statements);
          int seconds = effort.choose(8, 1);
          ways.put(PGBENCH, () -> Purchases.of(statements.run(BUYERS, seconds).perSecond()));
          return figures(new Turns(effort, progress).run(ways), statements);
        }
      }
    }
  }

  /** The real booking side, whose books grow from run to run. */
  private static final class Run {
    private final ShopHouse house;
    private final Books books;
    private final ServerProcess shop;
    private final HttpBuyers buyers;
    private final long warmUpMs;
    private long durationMs;
    private long bought;

    Run(Effort effort, ShopHouse house, Books books, ServerProcess shop, int visitors) {
      this.house = house;
      this.books = books;
      this.shop = shop;
      this.warmUpMs = effort.choose(20_000, 500);
      this.durationMs = effort.choose(8_000, 500);
      Hall hall = new Hall(ROWS);
      this.buyers =
          new HttpBuyers(shop.port(), visitors, house.edges()::bearer, hall, hall.seats() / 2);
    }

    /** Until the compilers of shop and broker have seen what will come. */
    void warmUp(Progress progress) throws Exception {
      long measuredMs = durationMs;
      durationMs = warmUpMs;
      progress.say("warm-up: %s, %s".formatted(BUS, overBus()));
      progress.say("warm-up: %s, %s".formatted(HTTP, overHttp()));
      durationMs = measuredMs;
    }

    Purchases overBus() throws Exception {
      return measured(() -> Long.parseLong(shop.ask("buy %d %d".formatted(BUYERS, durationMs))));
    }

    Purchases overHttp() throws Exception {
      return measured(() -> buyers.buy(BUYERS, durationMs * 1_000_000));
    }

    /** From the first request to the last event in Kafka. */
    private Purchases measured(Callable<Long> buying) throws Exception {
      long shopNs = shop.cpuNs();
      long databaseNs = house.databaseCpuNs();
      long benchNs = benchCpuNs();
      long startNs = System.nanoTime();
      long count = buying.call();
      books.awaitRelayed();
      long wallNs = System.nanoTime() - startNs;
      Purchases purchases =
          new Purchases(
              count * 1e9 / wallNs,
              (shop.cpuNs() - shopNs) / 1e3 / count,
              (house.databaseCpuNs() - databaseNs) / 1e3 / count,
              (benchCpuNs() - benchNs) / 1e3 / count);
      verify(count);
      return purchases;
    }

    private void verify(long count) throws SQLException {
      bought += count;
      books.requireSold(bought);
      books.requireRelayed(EVENTS_EACH * bought);
    }

    private static long benchCpuNs() {
      return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
  }

  private static List<Figure> figures(
      Map<String, List<Purchases>> found, StatementsAlone statements) {
    String how =
        ("%d buyers at a time, each a seat of its own: charge, hold, pay, confirmed, four events"
                + " relayed; ")
            .formatted(BUYERS);
    String where = how + ShopHouse.CONDITIONS;
    Samples bus = Samples.of(found.get(BUS), Purchases::perSecond);
    Samples http = Samples.of(found.get(HTTP), Purchases::perSecond);
    List<Figure> figures = new ArrayList<>();
    if (statements != null) {
      Samples alone = Samples.of(found.get(PGBENCH), Purchases::perSecond);
      String same = where + "; pgbench: " + statements + ", prepared, no events relayed";
      figures.add(
          bus.dividedBy(alone)
              .toFigure(
                  "purchases over the event bus against pgbench",
                  "ratio",
                  Goal.atLeast(0.5),
                  same));
      figures.add(
          http.dividedBy(alone)
              .toFigure("purchases over HTTP against pgbench", "ratio", null, same));
      figures.add(alone.toFigure("purchases, pgbench", "purchases/s", null, same));
    }
    figures.add(bus.toFigure("purchases over the event bus", "purchases/s", null, where));
    figures.add(http.toFigure("purchases over HTTP", "purchases/s", null, where));
    found.entrySet().stream()
        .filter(way -> !way.getKey().equals(PGBENCH))
        .forEach(way -> figures.addAll(costs(way.getKey(), way.getValue(), where)));
    return figures;
  }

  private static List<Figure> costs(String way, List<Purchases> found, String where) {
    String name = "processor time of a purchase " + way + ", ";
    String unit = "us/purchase";
    return List.of(
        Samples.of(found, Purchases::shopUs).toFigure(name + "booking side", unit, null, where),
        Samples.of(found, Purchases::databaseUs).toFigure(name + "PostgreSQL", unit, null, where),
        Samples.of(found, Purchases::benchUs)
            .toFigure(name + "broker and clients", unit, null, where));
  }
}
