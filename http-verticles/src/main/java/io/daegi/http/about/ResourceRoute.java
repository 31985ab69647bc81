package io.daegi.http.about;

import io.daegi.http.edge.Content;
import io.daegi.http.edge.Replies;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One file of the program, served under the name it has. */
final class ResourceRoute {

  private static final int MAX_AGE_SECONDS = 300;

  private final String path;
  private final Content content;

  /**
   * @param path the path of the address and of the resource
   */
  ResourceRoute(String path, String contentType) {
    this.path = path;
    this.content = Content.kept(contentType, read(path));
  }

  void mount(Router router) {
    router.get(path).handler(this::get);
  }

  private void get(RoutingContext context) {
    Replies.publicly(context, MAX_AGE_SECONDS, content);
  }

  private static Buffer read(String path) {
    try (var file = ResourceRoute.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its file " + path);
      }
      return Buffer.buffer(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
