package io.daegi.http.edge;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes answers with the caching that the contract gives them. */
public final class Replies {

  public static final String JSON = "application/json";

  private static final CharSequence JSON_TYPE = HttpHeaders.createOptimized(JSON);
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private Replies() {}

  /** A route's handler from a function whose failure becomes the request's problem. */
  public static Handler<RoutingContext> async(Function<RoutingContext, Future<?>> work) {
    return context -> work.apply(context).onFailure(context::fail);
  }

  /** An answer for this caller only. */
  public static void privately(RoutingContext context, int status, JsonObject body) {
    privately(context, status, body.toBuffer());
  }

  /** The same, of JSON that is written already. */
  public static void privately(RoutingContext context, int status, Buffer json) {
    privately(context.response(), status, json);
  }

  /** The same, to a request on no route. */
  public static void privately(HttpServerResponse response, int status, Buffer json) {
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .end(json);
  }

  /** An answer for this caller only, with an ETag; 304 when the caller has it. */
  public static void privately(
      RoutingContext context, String etag, String contentType, Supplier<Buffer> body) {
    var response =
        context.response().putHeader("Cache-Control", "no-store").putHeader("ETag", etag);
    if (matches(context.request().getHeader("If-None-Match"), etag)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", contentType).end(body.get());
  }

  /** 204, for this caller only. */
  public static void nothing(RoutingContext context) {
    context.response().setStatusCode(204).putHeader("Cache-Control", "no-store").end();
  }

  /** An answer for everybody, with an ETag over its bytes; 304 when the caller has them. */
  public static void publicly(RoutingContext context, int maxAgeSeconds, Content content) {
    publicly(context, "public, max-age=" + maxAgeSeconds, content);
  }

  /**
   * The same.
   *
   * @param caching the {@code Cache-Control}
   */
  public static void publicly(RoutingContext context, String caching, Content content) {
    var response =
        context
            .response()
            .putHeader("Cache-Control", caching)
            .putHeader("Vary", "Accept-Encoding")
            .putHeader("ETag", content.etag());
    if (matches(context.request().getHeader("If-None-Match"), content.etag())) {
      response.setStatusCode(304).end();
      return;
    }
    content.writeTo(context);
  }

  /** An ETag over these bytes. */
  public static String etag(Buffer body) {
    return etag(body.getBytes());
  }

  /** An ETag over this text. */
  public static String etag(String text) {
    return etag(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String etag(byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(hash, 0, 8) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** Whether an {@code If-None-Match} header names the ETag; weak and strong compare equal. */
  public static boolean matches(String header, String etag) {
    if (header == null) {
      return false;
    }
    for (var part : header.split(",", -1)) {
      var candidate = part.strip();
      if (candidate.equals("*") || candidate.equals(etag) || candidate.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }
}
