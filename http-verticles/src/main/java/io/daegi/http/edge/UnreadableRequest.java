package io.daegi.http.edge;

import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemHandler;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Answers what the HTTP decoder could not read, and closes the connection. */
public final class UnreadableRequest implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    var cause = request.decoderResult().cause();
    var code = ProblemCode.BAD_REQUEST;
    if (cause instanceof TooLongHttpHeaderException) {
      code = ProblemCode.HEADERS_TOO_LARGE;
    } else if (cause instanceof TooLongHttpLineException) {
      code = ProblemCode.URI_TOO_LONG;
    }
    var requestId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    var problem = Problem.of(code);
    SecurityHeaders.put(request.response());
    request.response().putHeader("Connection", "close");
    ProblemHandler.write(request.response(), problem, requestId);
    request.connection().close();
  }
}
