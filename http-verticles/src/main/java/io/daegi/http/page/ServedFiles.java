package io.daegi.http.page;

import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** The files that a page's document names, below {@code …/{version}/{file}}. */
final class ServedFiles implements Handler<RoutingContext> {

  private static final String ASK_EACH_TIME = "public, no-cache";
  private static final String KEEP = "public, max-age=31536000, immutable";

  private final PageFolder folder;

  ServedFiles(PageFolder folder) {
    this.folder = folder;
  }

  /**
   * While a release is rolled out, a page of the other release may ask this process: it gets what
   * there is, but not to keep.
   */
  @Override
  public void handle(RoutingContext context) {
    var file = folder.nameToFile().get(context.pathParam("file"));
    if (file == null) {
      throw Problem.of(ProblemCode.NOT_FOUND).toException();
    }
    boolean isOurs = folder.version().equals(context.pathParam("version"));
    write(context, file, isOurs ? KEEP : ASK_EACH_TIME);
  }

  /** Writes a document, which browsers ask for each time. */
  static void ask(RoutingContext context, PageFile document) {
    write(context, document, ASK_EACH_TIME);
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
