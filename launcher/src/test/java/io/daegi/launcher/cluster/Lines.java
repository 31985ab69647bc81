package io.daegi.launcher.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leads the other machines of a {@link Network} to services that listen on the loopback interface
 * here, and can hang up on one of them.
 */
final class Lines implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final NetClient client = vertx.createNetClient();
  private final Set<Line> open = ConcurrentHashMap.newKeySet();

  /** Who is hung up on: address of a service, then of a machine. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  private record Line(String service, String machine, NetSocket near) {}

  /** Leads from this port of the service's address to the same on the loopback interface. */
  void lead(String service, int port) {
    NetServer server =
        vertx.createNetServer(new NetServerOptions().setReuseAddress(true).setTcpNoDelay(true));
    server.connectHandler(near -> connect(service, port, near)).listen(port, service).await();
  }

  /** Hangs up, and refuses new connections by hanging up at once. */
  void refuse(String service, Machine machine) {
    refused.add(service + machine.address());
    for (Line line : open) {
      if (line.service.equals(service) && line.machine.equals(machine.address())) {
        line.near.close();
      }
    }
  }

  void accept(String service, Machine machine) {
    refused.remove(service + machine.address());
  }

  private void connect(String service, int port, NetSocket near) {
    String machine = near.remoteAddress().hostAddress();
    if (refused.contains(service + machine)) {
      near.close();
      return;
    }
    near.pause();
    Line line = new Line(service, machine, near);
    open.add(line);
    near.closeHandler(gone -> open.remove(line));
    client
        .connect(port, LOOPBACK)
        .onSuccess(far -> join(line, far))
        .onFailure(away -> near.close());
  }

  private void join(Line line, NetSocket far) {
    NetSocket near = line.near;
    near.closeHandler(
        gone -> {
          open.remove(line);
          far.close();
        });
    far.closeHandler(gone -> near.close());
    near.exceptionHandler(broken -> near.close());
    far.exceptionHandler(broken -> far.close());
    pass(near, far);
    pass(far, near);
    near.resume();
  }

  private static void pass(NetSocket from, NetSocket to) {
    from.handler(
        bytes -> {
          to.write(bytes);
          if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> from.resume());
          }
        });
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
