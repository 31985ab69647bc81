package io.daegi.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

/**
 * Checks passes as any shop may: the one algorithm, our type, our keys, our name. Slow; call it off
 * the event loop.
 */
public final class PassVerifier {

  private static final int MAX_CHARS = 2_048;
  private static final long LEEWAY_MS = 5_000;

  private final Function<String, ECKey> keyIdToKey;
  private final String issuer;

  /**
   * @param issuer our public URL
   */
  public PassVerifier(KeyRing ring, String issuer) {
    this(keyId -> ring.keys().passKey(keyId), issuer);
  }

  /**
   * @param keyIdToKey null for an id that is not published
   */
  PassVerifier(Function<String, ECKey> keyIdToKey, String issuer) {
    this.keyIdToKey = keyIdToKey;
    this.issuer = issuer;
  }

  /** What a pass says that we signed; whether it is of now is asked apart. */
  public record Pass(
      String queueId,
      int generation,
      String tokenId,
      List<String> audience,
      long notBeforeMs,
      long expiresMs) {

    /** Whether the pass is good at this moment, give or take what clocks differ. */
    public boolean isTimely(long nowMs) {
      return nowMs >= notBeforeMs - LEEWAY_MS && nowMs <= expiresMs + LEEWAY_MS;
    }
  }

  /** Whether the text has the outer form of a pass. */
  public static boolean looksLikeOne(String text) {
    int first = text.indexOf('.');
    return text.length() <= MAX_CHARS && first > 0 && text.indexOf('.', first + 1) > 0;
  }

  /** The pass of this text, or null when it is none of ours. */
  public Pass verify(String text) {
    if (!looksLikeOne(text)) {
      return null;
    }
    try {
      var jwt = SignedJWT.parse(text);
      return isSignedByUs(jwt) ? read(jwt.getJWTClaimsSet()) : null;
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return null;
    }
  }

  private boolean isSignedByUs(SignedJWT jwt) throws JOSEException {
    var header = jwt.getHeader();
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
        || !PassSigner.TYPE.equals(header.getType())
        || header.getKeyID() == null) {
      return false;
    }
    var key = keyIdToKey.apply(header.getKeyID());
    return key != null && jwt.verify(new ECDSAVerifier(key));
  }

  private Pass read(JWTClaimsSet claims) throws ParseException {
    var queueId = claims.getStringClaim("queue");
    var generation = claims.getIntegerClaim("gen");
    if (!issuer.equals(claims.getIssuer())
        || queueId == null
        || generation == null
        || claims.getSubject() == null
        || claims.getExpirationTime() == null
        || claims.getNotBeforeTime() == null) {
      return null;
    }
    return new Pass(
        queueId,
        generation,
        claims.getSubject(),
        List.copyOf(claims.getAudience()),
        ms(claims.getNotBeforeTime()),
        ms(claims.getExpirationTime()));
  }

  private static long ms(Date date) {
    return date.toInstant().toEpochMilli();
  }
}
