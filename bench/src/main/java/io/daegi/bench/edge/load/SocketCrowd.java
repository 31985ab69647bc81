package io.daegi.bench.edge.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * People on WebSockets, who listen on one thread of their own until they are closed. They count
 * what they are told, answer pings, and look how old it is.
 */
public final class SocketCrowd implements AutoCloseable {

  private static final int HANDSHAKES_AT_A_TIME = 128;
  private static final long OPENS_WITHIN_S = 60;
  private static final long LOOK_EVERY_NS = 10_000_000;
  private static final long OLDEST_MS = 3_600_000;
  private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};
  private static final String AS_OF = "\"asOf\":\"";

  private final Selector selector = Selector.open();
  private final Recorder agesMs = new Recorder(OLDEST_MS, 3);
  private final CompletableFuture<Void> allTold = new CompletableFuture<>();
  private final ByteBuffer received = ByteBuffer.allocateDirect(64 * 1024);
  private final byte[] bytes = new byte[64 * 1024];
  private final InetSocketAddress server;
  private final int people;
  private final IntFunction<String> handshake;
  private final boolean looksAtAges;
  private final Thread thread;
  private int begun;
  private int open;
  private int told;
  private volatile long texts;
  private volatile boolean isClosed;

  private final class Person implements Frames.Taker {

    final SocketChannel channel;
    final Frames frames = new Frames();
    boolean isTold;

    Person(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void text(byte[] frame, int from, int length) {
      texts++;
      if (!isTold) {
        isTold = true;
        if (++told == people) {
          allTold.complete(null);
        }
      }
      if (looksAtAges) {
        agesMs.recordValue(ageMs(new String(frame, from, length, StandardCharsets.UTF_8)));
      }
    }

    @Override
    public void ping() {
      try {
        channel.write(ByteBuffer.wrap(PONG));
      } catch (IOException e) {
        throw new IllegalStateException("a pong was not taken", e);
      }
    }

    @Override
    public void close() {
      throw new IllegalStateException("the server closes a WebSocket");
    }
  }

  /**
   * Opens them, a few at a time, and returns when all have been told something.
   *
   * @param handshake the request of each
   * @param looksAtAges whether what they are told says {@code asOf}
   */
  public SocketCrowd(int port, int people, IntFunction<String> handshake, boolean looksAtAges)
      throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.people = people;
    this.handshake = handshake;
    this.looksAtAges = looksAtAges;
    thread = Thread.ofPlatform().name("bench-crowd").daemon().start(this::listen);
    try {
      allTold.get(OPENS_WITHIN_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new IOException("%d of %d WebSockets are told something".formatted(told, people), e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The handshake of a person with these headers. */
  public static String handshake(String path, String headers) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ZGFlZ2ktYmVuY2gtc29ja2V0\r\n"
        + headers
        + "\r\n";
  }

  /**
   * Texts so far.
   *
   * @throws IllegalStateException when somebody's socket has failed
   */
  public long texts() {
    if (allTold.isCompletedExceptionally()) {
      allTold.join();
    }
    return texts;
  }

  /** Waits until each has been told so many texts on average. */
  public void awaitTextsEach(int count) throws IOException {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(OPENS_WITHIN_S);
    while (texts() < (long) count * people) {
      if (System.nanoTime() > deadlineNs) {
        throw new IOException("only %,d texts came".formatted(texts));
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  /** How old what was told since the last call was when it arrived, in milliseconds. */
  public Histogram agesMs() {
    return agesMs.getIntervalHistogram();
  }

  private void listen() {
    try {
      while (!isClosed) {
        while (begun < people && begun - open < HANDSHAKES_AT_A_TIME) {
          begin(handshake.apply(begun++));
        }
        selector.select(this::read, 100);
      }
    } catch (IOException | RuntimeException e) {
      if (!allTold.completeExceptionally(e)) {
        allTold.obtrudeException(e);
      }
    }
  }

  private void begin(String request) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Person(channel));
  }

  private void read(SelectionKey key) {
    var person = (Person) key.attachment();
    try {
      received.clear();
      int length = person.channel.read(received);
      if (length < 0) {
        throw new IllegalStateException("the server has hung up");
      }
      received.flip().get(bytes, 0, length);
      boolean wasOpen = person.frames.isOpen();
      person.frames.take(bytes, length, person);
      if (!wasOpen && person.frames.isOpen()) {
        open++;
      }
    } catch (IOException e) {
      throw new IllegalStateException("a WebSocket broke", e);
    }
  }

  private static long ageMs(String status) {
    int from = status.indexOf(AS_OF) + AS_OF.length();
    String asOf = status.substring(from, status.indexOf('"', from));
    return Math.max(0, System.currentTimeMillis() - Instant.parse(asOf).toEpochMilli());
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
