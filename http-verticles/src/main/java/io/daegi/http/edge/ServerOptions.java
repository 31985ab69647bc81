package io.daegi.http.edge;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/**
 * The public server's limits on what a connection may cost. HTTP/2 is spoken over TLS, with whoever
 * offers it. In clear text it is not: no browser speaks it there, a proxy that passes on an offer
 * of it is led past its own rules, and a connection that may become either is known as one only by
 * its first whole request, too late to be counted and timed.
 */
public final class ServerOptions {

  /** Most streams of one HTTP/2 connection at a time. A page uses a handful. */
  public static final int MAX_HTTP2_STREAMS = 100;

  /** Streams that a client may open and cancel again within a window, before it is cut off. */
  public static final int MAX_HTTP2_RESETS = 200;

  private static final int HTTP2_RESETS_WINDOW_SECONDS = 10;

  /** Frames up to here are read to be refused with a close code; larger ones cut the connection. */
  private static final int READ_FRAME_BYTES = 8 * HttpConfig.MAX_FRAME_BYTES;

  private ServerOptions() {}

  /** In clear text. */
  public static HttpServerOptions of(HttpConfig config) {
    return new HttpServerOptions()
        .setHost(config.host())
        .setPort(config.port())
        .setMaxHeaderSize(HttpConfig.MAX_HEADER_BYTES)
        .setMaxInitialLineLength(4_096)
        .setMaxWebSocketFrameSize(READ_FRAME_BYTES)
        .setMaxWebSocketMessageSize(READ_FRAME_BYTES)
        .setWebSocketClosingTimeout(3)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setHttp2ClearTextEnabled(false)
        .setIdleTimeout(75);
  }

  /** The same over TLS. */
  public static HttpServerOptions of(HttpConfig config, TlsFiles.Content tls) {
    var options = http2(of(config)).setSsl(true).setUseAlpn(true);
    var ssl = tls.options();
    return options
        .setKeyCertOptions(ssl.getKeyCertOptions())
        .setEnabledSecureTransportProtocols(ssl.getEnabledSecureTransportProtocols());
  }

  private static HttpServerOptions http2(HttpServerOptions options) {
    return options
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MAX_HTTP2_STREAMS)
                .setMaxHeaderListSize(HttpConfig.MAX_HEADER_BYTES))
        .setHttp2RstFloodMaxRstFramePerWindow(MAX_HTTP2_RESETS)
        .setHttp2RstFloodWindowDuration(HTTP2_RESETS_WINDOW_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS);
  }
}
