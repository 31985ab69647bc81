package io.daegi.http.shop;

import io.daegi.http.token.PassVerifier;
import io.daegi.http.token.PassVerifier.Pass;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies passes off the event loop, each good one once, and only so many at a time. Belongs to
 * one event loop.
 */
final class PassChecks {

  private static final int MAX_PASSES = 10_000;
  private static final int MAX_RUNNING = 256;

  private final PassVerifier verifier;
  private final Context context;
  private final Map<String, Pass> textToPass =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pass> eldest) {
          return size() > MAX_PASSES;
        }
      };
  private int running;

  PassChecks(PassVerifier verifier, Context context) {
    this.verifier = verifier;
    this.context = context;
  }

  /** Whether a pass that is not known yet must be refused: too many are being verified. */
  boolean isFull() {
    return running >= MAX_RUNNING;
  }

  /** The pass of this text; empty when it is none of ours. */
  Future<Optional<Pass>> verify(String text) {
    var known = textToPass.get(text);
    if (known != null) {
      return Future.succeededFuture(Optional.of(known));
    }
    running++;
    return context
        .executeBlocking(() -> Optional.ofNullable(verifier.verify(text)), false)
        .onComplete(done -> running--)
        .onSuccess(pass -> pass.ifPresent(good -> textToPass.put(text, good)));
  }
}
