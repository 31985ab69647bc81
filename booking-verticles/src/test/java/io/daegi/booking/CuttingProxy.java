package io.daegi.booking;

import static io.daegi.booking.TestShop.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a server on this machine that goes dead at one moment, and works again afterwards. */
public final class CuttingProxy implements AutoCloseable {

  /** What is lost with the line. */
  enum Loss {
    /** The server never hears it. */
    QUESTION,
    /** The server does it, and nobody hears so. */
    ANSWER
  }

  private static final int NEVER = Integer.MAX_VALUE;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger passed = new AtomicInteger();
  private final NetClient client = vertx.createNetClient();
  private final NetServer server;
  private final Set<NetSocket> nears = ConcurrentHashMap.newKeySet();
  private final Set<NetSocket> fars = ConcurrentHashMap.newKeySet();
  private volatile int serverPort;
  private volatile int cutAt = NEVER;
  private volatile Loss loss = Loss.QUESTION;
  private volatile boolean hasCut;

  private CuttingProxy() {
    this.server = vertx.createNetServer().connectHandler(this::connect);
  }

  /** Nobody should use it before it leads anywhere. */
  public static CuttingProxy open() {
    CuttingProxy proxy = new CuttingProxy();
    await(proxy.server.listen(0, "127.0.0.1"));
    return proxy;
  }

  public CuttingProxy leadTo(int port) {
    serverPort = port;
    return this;
  }

  public int port() {
    return server.actualPort();
  }

  /** From now on the n-th thing that is said, counted from 1, is the last on its connection. */
  void cut(int nth, Loss lost) {
    loss = lost;
    hasCut = false;
    passed.set(0);
    cutAt = nth;
  }

  /** How many things were said since the last cut was ordered, or now. */
  int count() {
    return passed.get();
  }

  boolean hasCut() {
    return hasCut;
  }

  /** Lets everything pass, and counts from 1 again. */
  void heal() {
    cutAt = NEVER;
    passed.set(0);
  }

  /** Every line there is. */
  void cutAll() {
    nears.forEach(NetSocket::close);
  }

  /** What the server says from now on stands in buffers, and no line ends by it. */
  public void stopReading() {
    fars.forEach(NetSocket::pause);
  }

  private void connect(NetSocket near) {
    nears.add(near);
    near.pause();
    client
        .connect(serverPort, "127.0.0.1")
        .onSuccess(
            far -> {
              new Line(near, far).open();
              near.resume();
            })
        .onFailure(cause -> near.close());
  }

  private final class Line {

    private final NetSocket near;
    private final NetSocket far;
    private boolean answerIsLost;

    Line(NetSocket near, NetSocket far) {
      this.near = near;
      this.far = far;
    }

    void open() {
      fars.add(far);
      near.handler(this::ask).closeHandler(gone -> end()).exceptionHandler(e -> near.close());
      far.handler(this::answer)
          .closeHandler(gone -> near.close())
          .exceptionHandler(e -> far.close());
    }

    private void end() {
      nears.remove(near);
      fars.remove(far);
      far.close();
    }

    private void ask(Buffer question) {
      boolean isLast = passed.incrementAndGet() == cutAt;
      if (isLast && loss == Loss.QUESTION) {
        dies();
        return;
      }
      answerIsLost |= isLast;
      far.write(question);
    }

    private void answer(Buffer answer) {
      if (answerIsLost) {
        dies();
      } else {
        near.write(answer);
      }
    }

    private void dies() {
      hasCut = true;
      near.close();
      far.close();
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
