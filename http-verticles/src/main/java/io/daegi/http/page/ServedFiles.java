package io.daegi.http.page;

import io.daegi.http.edge.Content;
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
    Replies.publicly(context, isOurs ? KEEP : ASK_EACH_TIME, file);
  }

  /** Writes a document, which browsers ask for each time. */
  static void ask(RoutingContext context, Content document) {
    Replies.publicly(context, ASK_EACH_TIME, document);
  }
}
