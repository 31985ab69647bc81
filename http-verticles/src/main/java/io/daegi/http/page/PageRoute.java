package io.daegi.http.page;

import io.daegi.http.edge.Content;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.ReturnAddresses;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /}, {@code /concerts/{concertId}}, {@code /queues/{queueId}} and {@code
 * /web/{version}/{file}}: the page for visitors, as a shop with its waiting room, and as a waiting
 * room alone that leads on to where {@code ?return=} says.
 */
public final class PageRoute {

  private final PageFiles files;
  private final Content shop;
  private final Edge edge;
  private final ReturnAddresses returns;

  public PageRoute(PageFiles files, Edge edge) {
    this.files = files;
    this.shop = files.shop();
    this.edge = edge;
    this.returns = new ReturnAddresses(edge.config());
  }

  public void mount(Router router) {
    router.get("/").handler(this::shop);
    router.get("/concerts/:concertId").handler(this::shop);
    router.get("/queues/:queueId").handler(this::room);
    router.get("/web/:version/:file").handler(new ServedFiles(files.files()));
  }

  /** The page itself finds out whether there is such a concert. */
  private void shop(RoutingContext context) {
    ServedFiles.ask(context, shop);
  }

  /** A board that is still being read may not know the queue yet: then the page asks again. */
  private void room(RoutingContext context) {
    var board = edge.board();
    var queueId = context.pathParam("queueId");
    if (board.queue(queueId) != null || !board.isCaughtUp()) {
      var returnTo = returns.allowed(context.queryParams().get("return"));
      var plain = new PlainAddress(queueId, returnTo, null, false);
      ServedFiles.ask(context, files.room(plain));
    } else if (acceptsHtml(context)) {
      context
          .response()
          .setStatusCode(404)
          .putHeader("Cache-Control", "no-store")
          .putHeader("Content-Type", shop.type())
          .end(shop.plain());
    } else {
      throw Problem.of(ProblemCode.QUEUE_UNKNOWN).toException();
    }
  }

  /** Browsers get the page, which says in the visitor's language that there is no such sale. */
  private static boolean acceptsHtml(RoutingContext context) {
    var accept = context.request().getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }
}
