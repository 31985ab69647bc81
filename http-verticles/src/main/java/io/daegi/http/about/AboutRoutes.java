package io.daegi.http.about;

import io.daegi.http.token.KeyRing;
import io.vertx.ext.web.Router;

/** All that the server says about itself. */
public final class AboutRoutes {

  private static final String YAML = "application/yaml";

  private final KeyRing keys;

  public AboutRoutes(KeyRing keys) {
    this.keys = keys;
  }

  public void mount(Router router) {
    new KeysRoute(keys).mount(router);
    new ProblemPagesRoute().mount(router);
    new ResourceRoute("/openapi.yaml", YAML).mount(router);
    new ResourceRoute("/asyncapi.yaml", YAML).mount(router);
    new ResourceRoute("/problems.css", "text/css; charset=utf-8").mount(router);
    new ResourceRoute("/daegi.js", "text/javascript; charset=utf-8").mount(router);
  }
}
