package io.daegi.http.page;

import io.vertx.ext.web.Router;

/**
 * {@code GET /admin} and {@code /admin/web/{version}/{file}}: the console of the operators. The
 * page itself tells nothing, so that it needs no key; what it shows it asks for under {@code
 * /admin/v1}.
 */
public final class ConsoleRoute {

  private static final ConsoleFiles.Console CONSOLE = ConsoleFiles.read();

  public void mount(Router router) {
    router.get("/admin").handler(context -> ServedFiles.ask(context, CONSOLE.document()));
    router.get("/admin/web/:version/:file").handler(new ServedFiles(CONSOLE.folder()));
  }

  /** The digest that names the folder of the files. */
  static String version() {
    return CONSOLE.folder().version();
  }
}
