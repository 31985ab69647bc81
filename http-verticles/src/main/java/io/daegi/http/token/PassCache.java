package io.daegi.http.token;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Passes of ACTIVE tokens, signed off the event loop and at most once per token and half life of a
 * pass. Belongs to one event loop.
 */
public final class PassCache {

  private static final int MAX_PASSES = 10_000;

  private record Signed(Future<String> pass, long freshUntilMs) {}

  private final PassSigner signer;
  private final InstantSource clock;
  private final Context context;
  private final Map<String, Signed> tokenIdToPass =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Signed> eldest) {
          return size() > MAX_PASSES;
        }
      };

  public PassCache(PassSigner signer, InstantSource clock, Context context) {
    this.signer = signer;
    this.clock = clock;
    this.context = context;
  }

  /**
   * The token's pass, a fresh one when the last is past half its life.
   *
   * @param sessionEndMs wall-clock end of the session, asked only when a pass must be signed
   */
  public Future<String> pass(
      QueueToken token, String tokenId, String audience, LongSupplier sessionEndMs) {
    long nowMs = clock.millis();
    var known = tokenIdToPass.get(tokenId);
    if (known != null && nowMs < known.freshUntilMs() && !known.pass().failed()) {
      return known.pass();
    }
    long endMs = sessionEndMs.getAsLong();
    var pass =
        context.executeBlocking(
            () -> signer.sign(token.queueId(), token.generation(), tokenId, audience, endMs),
            false);
    long lifeMs = Math.min(signer.passTtlMs(), Math.max(0, endMs - nowMs));
    tokenIdToPass.remove(tokenId);
    tokenIdToPass.put(tokenId, new Signed(pass, nowMs + lifeMs / 2));
    return pass;
  }
}
