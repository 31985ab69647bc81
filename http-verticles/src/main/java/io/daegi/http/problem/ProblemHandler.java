package io.daegi.http.problem;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last word on every failed request: turns whatever went wrong into a problem and writes it.
 */
public final class ProblemHandler implements Handler<RoutingContext> {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final int status;

  /** For routes' failures, which carry their own status. */
  public ProblemHandler() {
    this(-1);
  }

  /**
   * @param status the status of what no route took
   */
  public ProblemHandler(int status) {
    this.status = status;
  }

  @Override
  public void handle(RoutingContext context) {
    var requestId = RequestIdHandler.of(context);
    var problem = problemOf(context, requestId);
    if (context.response().headWritten()) {
      log.debug("request {} failed after its answer began: {}", requestId, problem.code());
      context.response().reset();
      return;
    }
    write(context.response(), problem, requestId);
  }

  private Problem problemOf(RoutingContext context, String requestId) {
    var failure = context.failure();
    if (isTroubleOfTheBody(context, failure)) {
      log.debug("request {} ended within its body", requestId, failure);
      return Problem.of(ProblemCode.BAD_REQUEST);
    }
    if (failure instanceof VertxException && isClientsFault(context.statusCode())) {
      return ofStatus(context.statusCode());
    }
    return switch (failure) {
      case ProblemException refusal -> refusal.problem();
      case DecodeException broken -> Problem.of(ProblemCode.JSON_INVALID);
      case HttpException http -> ofStatus(http.getStatusCode());
      case null -> ofStatus(status > 0 ? status : context.statusCode());
      default -> {
        log.error(
            "request {} {} {} failed",
            requestId,
            context.request().method(),
            context.currentRoute() == null ? "-" : context.currentRoute().getPath(),
            failure);
        yield Problem.of(ProblemCode.INTERNAL);
      }
    };
  }

  /**
   * A body that cannot be read, or whose sender is gone: no fault of ours. The decoder has no one
   * exception for what it cannot read.
   */
  private static boolean isTroubleOfTheBody(RoutingContext context, Throwable failure) {
    return failure != null
        && !context.request().isEnded()
        && (failure instanceof DecoderException
            || failure instanceof HttpClosedException
            || failure instanceof IOException
            || isOfDecoder(failure));
  }

  private static boolean isClientsFault(int status) {
    return status >= 400 && status < 500;
  }

  private static boolean isOfDecoder(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .limit(4)
        .anyMatch(frame -> frame.getClassName().startsWith("io.netty.handler.codec.http."));
  }

  private static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> Problem.of(ProblemCode.NOT_FOUND);
      case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED);
      case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE);
      case 414 -> Problem.of(ProblemCode.URI_TOO_LONG);
      case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
      case 431 -> Problem.of(ProblemCode.HEADERS_TOO_LARGE);
      case 500, -1 -> Problem.of(ProblemCode.INTERNAL);
      default ->
          status < 500 ? Problem.of(ProblemCode.BAD_REQUEST) : Problem.of(ProblemCode.UNAVAILABLE);
    };
  }

  /** Writes a problem as the whole answer. */
  public static void write(HttpServerResponse response, Problem problem, String requestId) {
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .putHeader(RequestIdHandler.HEADER, requestId);
    response.headers().remove("ETag");
    if (problem.status() == 401) {
      var error = problem.code() == ProblemCode.TOKEN_MISSING ? "" : " error=\"invalid_token\"";
      response.putHeader("WWW-Authenticate", "Bearer" + error);
    }
    if (problem.retryAfterMs() > 0) {
      response.putHeader("Retry-After", Long.toString((problem.retryAfterMs() + 999) / 1_000));
    }
    response.end(problem.toJson(requestId).toBuffer());
  }
}
