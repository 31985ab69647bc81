package io.daegi.bench.edge.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** An answer of the real edge with another position, and another token if it has one. */
final class SplicedAnswer {

  private static final Pattern POSITION = Pattern.compile("(?<=\"position\":)\\d+");
  private static final Pattern TOKEN = Pattern.compile("(?<=\"token\":\")[^\"]+");

  private final int status;
  private final Map<String, String> headers;
  private final String beforePosition;
  private final String beforeToken;
  private final String after;

  private SplicedAnswer(FixedAnswer answer) {
    status = answer.status();
    headers = answer.headers();
    String[] parts = POSITION.split(answer.body().toString(StandardCharsets.UTF_8), 2);
    String[] rest = TOKEN.split(parts[1], 2);
    beforePosition = parts[0];
    beforeToken = rest[0];
    after = rest.length == 2 ? rest[1] : "";
  }

  static SplicedAnswer read(Path file) throws IOException {
    return new SplicedAnswer(FixedAnswer.read(file));
  }

  void write(HttpServerResponse response, long position, String token) {
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
    response.end(Buffer.buffer(beforePosition + position + beforeToken + token + after));
  }
}
