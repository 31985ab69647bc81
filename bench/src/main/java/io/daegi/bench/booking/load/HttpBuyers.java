package io.daegi.bench.booking.load;

import io.daegi.bench.edge.EdgeHouse;
import io.daegi.bench.edge.load.AnswerReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * People who were called and buy over HTTP, each on a connection of their own that the next one
 * takes over: they fill the wallet, hold a seat and pay.
 */
public final class HttpBuyers {

  private static final Pattern RESERVATION = Pattern.compile("\"reservationId\":\"([^\"]+)\"");

  private final int port;
  private final List<String> bearers;
  private final Hall hall;
  private final AtomicLong nextSeat;
  private final AtomicInteger visitors = new AtomicInteger();

  /**
   * @param people how many were called
   * @param numberToBearer the header with which the visitor of this number shows its token
   * @param firstSeat where in the hall they begin
   */
  public HttpBuyers(
      int port, int people, LongFunction<String> numberToBearer, Hall hall, long firstSeat) {
    this.port = port;
    this.bearers = LongStream.rangeClosed(1, people).mapToObj(numberToBearer).toList();
    this.hall = hall;
    this.nextSeat = new AtomicLong(firstSeat);
  }

  /** As many as go, so many at a time; says how many. */
  public long buy(int people, long durationNs) throws IOException {
    long endNs = System.nanoTime() + durationNs;
    List<Future<Long>> bought = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < people; i++) {
        bought.add(threads.submit(() -> buyUntil(endNs)));
      }
      long all = 0;
      for (Future<Long> one : bought) {
        all += one.get();
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("a buyer did not get through", e.getCause());
    }
  }

  private long buyUntil(long endNs) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      long bought = 0;
      while (System.nanoTime() - endNs < 0) {
        buy(socket);
        bought++;
      }
      return bought;
    }
  }

  private void buy(Socket socket) throws IOException {
    String bearer = bearers.get(visitors.getAndIncrement());
    String money = "{\"amount\":%d,\"currency\":\"%s\"}".formatted(Hall.PRICE, Hall.CURRENCY);
    ask(socket, "/v1/charge-balance", bearer, money, 200);
    String held =
        ask(
            socket,
            "/v1/concerts/" + Hall.CONCERT + "/reservations",
            bearer,
            "{\"date\":\"%s\",\"seats\":[\"%s\"]}"
                .formatted(Hall.DATE, hall.seat(nextSeat.getAndIncrement())),
            201);
    Matcher id = RESERVATION.matcher(held);
    if (!id.find()) {
      throw new IOException("no hold: " + held);
    }
    String paid =
        ask(socket, "/v1/payments", bearer, "{\"reservationId\":\"" + id.group(1) + "\"}", 201);
    if (!paid.contains("\"CONFIRMED\"")) {
      throw new IOException("paid and not confirmed: " + paid);
    }
  }

  private static String ask(Socket socket, String path, String bearer, String json, int expected)
      throws IOException {
    String request =
        "POST "
            + path
            + EdgeHouse.HEADERS
            + bearer
            + "Idempotency-Key: "
            + UUID.randomUUID()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var reader = new AnswerReader();
    byte[] received = new byte[4_096];
    int length;
    do {
      length = socket.getInputStream().read(received);
      if (length < 0) {
        throw new EOFException("the server has hung up");
      }
    } while (!reader.take(ByteBuffer.wrap(received, 0, length)));
    if (reader.status() != expected) {
      throw new IOException(reader.text());
    }
    return reader.text();
  }
}
