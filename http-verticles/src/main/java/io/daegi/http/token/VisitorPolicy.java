package io.daegi.http.token;

import io.daegi.engine.model.VisitorId;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Who takes a place: the bearer of a visitor credential, else whom the {@code Idempotency-Key} of a
 * first join names (so that a repeated join finds the same place), else somebody new.
 */
public final class VisitorPolicy {

  private static final Pattern STRONG_KEY =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
              + "|[A-Za-z0-9_-]{22,128}");

  private final KeyRing ring;
  private final SecureRandom random = new SecureRandom();

  public VisitorPolicy(KeyRing ring) {
    this.ring = ring;
  }

  /**
   * The visitor of a join.
   *
   * @param known the visitor that a credential names, or null
   * @param idempotencyKey the header, or null
   */
  public VisitorId visitorOf(String queueId, VisitorId known, String idempotencyKey) {
    if (idempotencyKey != null && !STRONG_KEY.matcher(idempotencyKey).matches()) {
      throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_WEAK).toException();
    }
    if (known != null) {
      return known;
    }
    return idempotencyKey == null
        ? new VisitorId(random.nextLong(), random.nextLong())
        : named(queueId, idempotencyKey);
  }

  private VisitorId named(String queueId, String key) {
    try {
      var mac = Mac.getInstance(SecretKeys.HMAC);
      mac.init(ring.keys().founding().of(Purpose.JOIN));
      var text = (queueId + '\n' + key).getBytes(StandardCharsets.UTF_8);
      var hash = ByteBuffer.wrap(mac.doFinal(text));
      return new VisitorId(hash.getLong(), hash.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no usable " + SecretKeys.HMAC, e);
    }
  }
}
