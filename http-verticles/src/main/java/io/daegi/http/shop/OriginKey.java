package io.daegi.http.shop;

import io.daegi.http.edge.Credentials;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The key by which shops speak for their visitors' sessions. */
final class OriginKey {

  private final byte[] key;

  /**
   * @param key null: no shop may
   */
  OriginKey(String key) {
    this.key = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses a request without the key; the comparison takes as long whatever is wrong. */
  void require(RoutingContext context) {
    var given = Credentials.bearer(context);
    if (key == null
        || given == null
        || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), key)) {
      throw Problem.of(ProblemCode.ORIGIN_KEY_INVALID).toException();
    }
  }
}
