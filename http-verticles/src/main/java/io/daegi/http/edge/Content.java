package io.daegi.http.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * What many are given: its bytes as they are and compressed, and the ETag of both. Each content is
 * compressed once and not for each answer, so that no event loop compresses on the night of a sale.
 *
 * @param zipped null if it would not be shorter, or was not worth it
 */
public record Content(String type, Buffer plain, Buffer zipped, String etag) {

  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

  /** For an answer that is given again and again. */
  public static Content kept(String type, Buffer bytes) {
    var zipped = zipped(bytes);
    return new Content(
        type, bytes, zipped.length() < bytes.length() ? zipped : null, Replies.etag(bytes));
  }

  /** For an answer that is made anew each time. */
  public static Content made(String type, Buffer bytes) {
    return new Content(type, bytes, null, Replies.etag(bytes));
  }

  /** As {@code gzip} has it. */
  public static Buffer zipped(Buffer bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(zipped)) {
      zip.write(bytes.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(zipped.toByteArray());
  }

  /** Ends the answer with it, in the form that the caller takes. */
  public void writeTo(RoutingContext context) {
    var response = context.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
    boolean isZipped = zipped != null && takesZipped(context);
    if (isZipped) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
    }
    response.end(isZipped ? zipped : plain);
  }

  /** Whether the caller names {@code gzip} as what it can read. */
  public static boolean takesZipped(RoutingContext context) {
    return Accepts.weight(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING), "gzip") > 0;
  }
}
