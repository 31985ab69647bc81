package io.daegi.http.about;

import io.daegi.http.edge.Content;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/** {@code GET /problems} and {@code GET /problems/{code}}: where a problem's {@code type} leads. */
final class ProblemPagesRoute {

  private static final int MAX_AGE_SECONDS = 3_600;
  private static final String HTML = "text/html; charset=utf-8";

  private final Content list = page(ProblemPages.list());
  private final Map<String, Content> codeToPage = new HashMap<>();

  ProblemPagesRoute() {
    for (var code : ProblemCode.values()) {
      codeToPage.put(code.code(), page(ProblemPages.page(code)));
    }
  }

  private static Content page(String html) {
    return Content.kept(HTML, Buffer.buffer(html));
  }

  void mount(Router router) {
    router.get("/problems").handler(context -> write(context, list));
    router.get("/problems/:code").handler(this::get);
  }

  private void get(RoutingContext context) {
    var page = codeToPage.get(context.pathParam("code"));
    if (page == null) {
      throw Problem.of(ProblemCode.NOT_FOUND, "No problem has this code; /problems lists them all.")
          .toException();
    }
    write(context, page);
  }

  private static void write(RoutingContext context, Content page) {
    Replies.publicly(context, MAX_AGE_SECONDS, page);
  }
}
