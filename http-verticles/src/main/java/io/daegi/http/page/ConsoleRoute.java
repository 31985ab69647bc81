package io.daegi.http.page;

import io.vertx.ext.web.Router;

/**
 * {@code GET /admin} and {@code /admin/web/{version}/{file}}: the console of the operators. The
 * page itself tells nothing, so that it needs no key; what it shows it asks for under {@code
 * /admin/v1}.
 */
public final class ConsoleRoute {

  private static final PageFiles FILES = ConsoleFiles.read();

  private final PageFile document = FILES.document(null);

  public void mount(Router router) {
    router.get("/admin").handler(context -> ServedFiles.ask(context, document));
    router.get("/admin/web/:version/:file").handler(new ServedFiles(FILES));
  }

  /** The digest that names the folder of the files. */
  static String version() {
    return FILES.version();
  }
}
