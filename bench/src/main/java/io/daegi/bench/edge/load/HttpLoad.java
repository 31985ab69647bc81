package io.daegi.bench.edge.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Visitors on connections that stay open, each with one request at a time, as browsers and proxies
 * do. One thread, which costs a core less than the server it loads: requests are made beforehand,
 * and of answers only end and status are looked at, but for refusals and one in a thousand, which
 * are checked.
 */
public final class HttpLoad implements AutoCloseable {

  private static final int CHECK_EVERY = 997;
  private static final long NAP_NS = 30_000;

  /** Long before a server gives up a connection on which nothing is asked. */
  private static final long IDLE_NS = 10_000_000_000L;

  private static final long ANSWERED_WITHIN_NS = 20_000_000_000L;
  private static final long LONGEST_NS = 120_000_000_000L;

  private final class Connection {

    final SocketChannel channel;
    final AnswerReader reader = new AnswerReader();
    long intendedNs;
    long sentNs;
    int request;

    Connection() throws IOException {
      channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }
  }

  private final Selector selector = Selector.open();
  private final Requests requests;
  private final AnswerCheck check;
  private final Deque<Connection> free = new ArrayDeque<>();
  private final ByteBuffer received = ByteBuffer.allocateDirect(64 * 1024);
  private final InetSocketAddress server;
  private final int connections;
  private long askedNs;
  private Histogram latencyNs;
  private Histogram afterSendNs;
  private final Map<Integer, long[]> statusToCount = new HashMap<>();
  private boolean isFlood;
  private long answered;

  /** Connects with the first request, and anew after a pause. */
  public HttpLoad(int port, int connections, Requests requests, AnswerCheck check)
      throws IOException {
    this.requests = requests;
    this.check = check;
    this.connections = connections;
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** As many as go: each connection sends the next request when the last one is answered. */
  public Answers flood(long durationNs) throws IOException {
    begin();
    isFlood = true;
    long startNs = System.nanoTime();
    while (!free.isEmpty()) {
      send(free.pop(), System.nanoTime());
    }
    while (System.nanoTime() - startNs < durationNs) {
      // awake, because a server is charged for waking whoever sleeps: the quicker one least of all
      if (selector.selectNow(this::read) == 0) {
        Thread.onSpinWait();
      }
    }
    isFlood = false;
    awaitAnswers();
    return answers(0, startNs);
  }

  /** One request after the other, for checks and templates; the whole answer. */
  public String ask() throws IOException {
    begin();
    Connection connection = free.pop();
    send(connection, System.nanoTime());
    while (free.size() < connections) {
      selector.select(this::read, 100);
    }
    askedNs = System.nanoTime();
    return connection.reader.text();
  }

  /**
   * Requests at a steady rate, whether or not the last ones are answered; each has its intended
   * start, and waits for a free connection from then on.
   */
  public Answers openLoop(double perSecond, long durationNs) throws IOException {
    begin();
    long wanted = Math.max(1, (long) (perSecond * durationNs / 1e9));
    double gapNs = 1e9 / perSecond;
    long startNs = System.nanoTime();
    long sent = 0;
    long nowNs = startNs;
    while (sent < wanted && nowNs - startNs < durationNs) {
      long due = Math.min(wanted, (long) ((nowNs - startNs) / gapNs) + 1);
      while (sent < due && !free.isEmpty()) {
        send(free.pop(), startNs + (long) (sent++ * gapNs));
      }
      if (selector.selectNow(this::read) == 0) {
        LockSupport.parkNanos(NAP_NS);
      }
      nowNs = System.nanoTime();
    }
    awaitAnswers();
    return answers(wanted - sent, startNs);
  }

  private void begin() throws IOException {
    if (free.isEmpty() || System.nanoTime() - askedNs > IDLE_NS) {
      connect();
    }
    latencyNs = new Histogram(LONGEST_NS, 3);
    afterSendNs = new Histogram(LONGEST_NS, 3);
    statusToCount.clear();
  }

  private void connect() throws IOException {
    disconnect();
    for (int i = 0; i < connections; i++) {
      free.add(new Connection());
    }
  }

  private void disconnect() throws IOException {
    free.clear();
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.selectNow();
  }

  private Answers answers(long unsent, long startNs) {
    Map<Integer, Long> counts = new HashMap<>();
    statusToCount.forEach((status, count) -> counts.put(status, count[0]));
    askedNs = System.nanoTime();
    return new Answers(counts, unsent, System.nanoTime() - startNs, latencyNs, afterSendNs);
  }

  private void awaitAnswers() throws IOException {
    long deadlineNs = System.nanoTime() + ANSWERED_WITHIN_NS;
    while (free.size() < connections) {
      if (System.nanoTime() > deadlineNs) {
        throw new IOException(
            "%d requests were never answered".formatted(connections - free.size()));
      }
      selector.select(this::read, 100);
    }
  }

  /** Requests are far smaller than a socket's buffer: what is not taken at once is soon. */
  private void send(Connection connection, long intendedNs) throws IOException {
    connection.request = requests.next();
    connection.intendedNs = intendedNs;
    connection.sentNs = System.nanoTime();
    connection.reader.clear();
    ByteBuffer bytes = requests.bytes(connection.request);
    while (bytes.hasRemaining()) {
      connection.channel.write(bytes);
    }
  }

  private void read(SelectionKey key) {
    var connection = (Connection) key.attachment();
    try {
      received.clear();
      if (connection.channel.read(received) < 0) {
        throw new EOFException("the server has hung up");
      }
      if (connection.reader.take(received.flip())) {
        answered(connection);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answered(Connection connection) throws IOException {
    long nowNs = System.nanoTime();
    latencyNs.recordValue(Math.min(LONGEST_NS, nowNs - connection.intendedNs));
    afterSendNs.recordValue(Math.min(LONGEST_NS, nowNs - connection.sentNs));
    int status = connection.reader.status();
    statusToCount.computeIfAbsent(status, key -> new long[1])[0]++;
    if (status / 100 != 2 || ++answered % CHECK_EVERY == 0) {
      check.check(connection.request, connection.reader.text());
    }
    if (isFlood) {
      send(connection, nowNs);
    } else {
      free.add(connection);
    }
  }

  @Override
  public void close() throws IOException {
    disconnect();
    selector.close();
  }
}
