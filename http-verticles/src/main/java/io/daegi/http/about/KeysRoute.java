package io.daegi.http.about;

import io.daegi.http.edge.Content;
import io.daegi.http.edge.Replies;
import io.daegi.http.token.KeyRing;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /.well-known/jwks.json}: the public keys that passes are checked with. */
final class KeysRoute {

  private static final int MAX_AGE_SECONDS = 300;

  private final KeyRing keys;

  KeysRoute(KeyRing keys) {
    this.keys = keys;
  }

  void mount(Router router) {
    router.get("/.well-known/jwks.json").handler(this::get);
  }

  private void get(RoutingContext context) {
    Replies.publicly(
        context,
        MAX_AGE_SECONDS,
        Content.made("application/jwk-set+json", Buffer.buffer(keys.publishedJson())));
  }
}
