package io.daegi.http.page;

import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /} and {@code /web/{version}/{file}}: the page for visitors. */
public final class PageRoute {

  private static final String ASK_EACH_TIME = "public, no-cache";
  private static final String KEEP = "public, max-age=31536000, immutable";

  private final PageFiles files = PageFiles.all();

  public void mount(Router router) {
    router.get("/").handler(context -> write(context, files.document(), ASK_EACH_TIME));
    router.get("/web/:version/:file").handler(this::file);
  }

  /**
   * While a release is rolled out, a page of the other release may ask this process: it gets what
   * there is, but not to keep.
   */
  private void file(RoutingContext context) {
    var file = files.nameToFile().get(context.pathParam("file"));
    if (file == null) {
      throw Problem.of(ProblemCode.NOT_FOUND).toException();
    }
    boolean isOurs = files.version().equals(context.pathParam("version"));
    write(context, file, isOurs ? KEEP : ASK_EACH_TIME);
  }

  private static void write(RoutingContext context, PageFile file, String caching) {
    var etag = Replies.etag(file.bytes());
    var response =
        context
            .response()
            .putHeader("Cache-Control", caching)
            .putHeader("Vary", "Accept-Encoding")
            .putHeader("ETag", etag);
    if (Replies.matches(context.request().getHeader("If-None-Match"), etag)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", file.contentType()).end(file.bytes());
  }
}
