package io.daegi.bench.booking;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.booking.load.Hall;
import io.daegi.bench.edge.EdgeHouse;
import io.daegi.bench.edge.ServerProcess;
import io.daegi.bench.edge.Side;
import io.daegi.bench.edge.Slices;
import io.daegi.bench.edge.load.AnswerCheck;
import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.edge.load.Requests;
import io.daegi.bench.edge.server.ServerKind;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Seat maps of a large hall while seats are held all the time, beside bytes that never change. */
final class SeatFigures implements FigureGroup {

  static final int ROWS = 100;
  private static final int CONNECTIONS = 64;
  private static final int HOLDS_PER_SECOND = 50;
  private static final int PEOPLE = 1_000;
  private static final String EDGE = "edge";
  private static final String BARE = "bare Vert.x";
  private static final String PATH =
      "/v1/concerts/" + Hall.CONCERT + "/available-seats?date=" + Hall.DATE;

  @Override
  public String name() {
    return "seats";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    try (var house = new ShopHouse();
        Books books = house.newBooks("shop");
        ServerProcess shop = house.shop(books, PEOPLE, "rows=" + ROWS, "loops=1")) {
      EdgeHouse edges = house.edges();
      String map = EdgeHouse.ask(shop, request(edges, 1));
      String answer = "answer=" + edges.keep("seats", map);
      try (ServerProcess bare = edges.start(ServerKind.BARE, List.of(answer));
          var ours = new Side(shop, load(edges, shop, SeatFigures::requireZipped));
          var bares = new Side(bare, load(edges, bare, EdgeHouse.NO_CHECK))) {
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put(EDGE, ours);
        sides.put(BARE, bares);
        shop.ask("pace " + HOLDS_PER_SECOND);
        Slices slices = Slices.of(effort, progress, sides);
        long held = Long.parseLong(shop.ask("pace 0"));
        books.awaitRelayed();
        books.requireRelayed(books.count("select count(*) from reservation"));
        books.requireSound();
        return figures(slices, map.length(), held);
      }
    }
  }

  static String request(EdgeHouse edges, long number) {
    return "GET "
        + PATH
        + EdgeHouse.HEADERS.replace("*/*", "application/vnd.daegi.seats+json")
        + "Accept-Encoding: gzip\r\n"
        + edges.bearer(number)
        + "\r\n";
  }

  private static HttpLoad load(EdgeHouse edges, ServerProcess server, AnswerCheck check)
      throws IOException {
    List<String> requests =
        LongStream.rangeClosed(1, PEOPLE).mapToObj(number -> request(edges, number)).toList();
    return new HttpLoad(server.port(), CONNECTIONS, new Requests(requests), check);
  }

  /** A whole map of this hall, compressed. */
  private static void requireZipped(int request, String answer) {
    if (!answer.startsWith("HTTP/1.1 200")
        || SeatMapText.of(answer).states().length() != ROWS * Hall.SEATS_PER_ROW) {
      throw new IllegalStateException("no map of the hall: " + answer);
    }
  }

  private static List<Figure> figures(Slices slices, int bytes, long held) {
    Samples edge = slices.rate(EDGE);
    Samples bare = slices.rate(BARE);
    String how =
        ("%,d seats, compact, compressed, %,d bytes with the head; %d connections, one event loop"
                    + " before and behind, %d holds a second meanwhile (%,d in all); ")
                .formatted(ROWS * Hall.SEATS_PER_ROW, bytes, CONNECTIONS, HOLDS_PER_SECOND, held)
            + ShopHouse.CONDITIONS;
    return List.of(
        edge.dividedBy(bare)
            .toFigure("seat maps, edge against bare Vert.x", "ratio", Goal.atLeast(0.7), how),
        edge.toFigure("seat maps, edge", "maps/s", null, how),
        bare.toFigure("seat maps, bare Vert.x", "maps/s", null, how),
        slices.cpuUs(EDGE).toFigure("processor time of a seat map, edge", "us/map", null, how),
        slices
            .cpuUs(BARE)
            .toFigure("processor time of a seat map, bare Vert.x", "us/map", null, how));
  }
}
