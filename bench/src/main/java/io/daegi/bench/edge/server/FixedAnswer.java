package io.daegi.bench.edge.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the real edge, to be given again byte by byte. */
record FixedAnswer(int status, Map<String, String> headers, Buffer body) {

  /**
   * @param file the answer as it came over the wire
   */
  static FixedAnswer read(Path file) throws IOException {
    String answer = Files.readString(file, StandardCharsets.ISO_8859_1);
    int end = answer.indexOf("\r\n\r\n");
    String[] lines = answer.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(": ", 2);
      if (!parts[0].equalsIgnoreCase("content-length")) {
        headers.put(parts[0], parts[1]);
      }
    }
    byte[] body = answer.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    return new FixedAnswer(
        Integer.parseInt(lines[0].split(" ", 3)[1]), headers, Buffer.buffer(body));
  }

  void writeTo(HttpServerResponse response) {
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
    response.end(body);
  }
}
