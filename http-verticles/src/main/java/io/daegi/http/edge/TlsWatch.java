package io.daegi.http.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the server a certificate that replaced the one it shows, for connections from then on. What
 * cannot be used is told once and left alone: the server goes on with what it has. Belongs to one
 * event loop.
 */
public final class TlsWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TlsWatch.class);
  private static final long LOOK_EVERY_MS = 5_000;

  private final Vertx vertx;
  private final TlsFiles files;
  private final HttpServer server;
  private final long timer;
  private TlsFiles.Content shown;
  private String lastTrouble;

  /**
   * @param shown what the server was started with
   */
  public TlsWatch(Vertx vertx, TlsFiles files, HttpServer server, TlsFiles.Content shown) {
    this.vertx = vertx;
    this.files = files;
    this.server = server;
    this.shown = shown;
    this.timer = vertx.setPeriodic(LOOK_EVERY_MS, id -> look());
  }

  private void look() {
    vertx
        .executeBlocking(files::read)
        .onSuccess(this::show)
        .onFailure(
            failure -> {
              if (failure instanceof IOException) {
                tell(failure.getMessage());
              } else {
                log.error("looking for a new certificate failed", failure);
              }
            });
  }

  private void show(TlsFiles.Content found) {
    lastTrouble = null;
    if (found.equals(shown)) {
      return;
    }
    shown = found;
    server
        .updateSSLOptions(found.options())
        .onSuccess(updated -> log.info("a new certificate is shown from now on"))
        .onFailure(failure -> log.error("a new certificate cannot be shown", failure));
  }

  /** Also a pair of files of which only one was replaced yet is trouble, until the other one is. */
  private void tell(String trouble) {
    if (!trouble.equals(lastTrouble)) {
      log.warn("{}; the certificate from before is shown on", trouble);
      lastTrouble = trouble;
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
