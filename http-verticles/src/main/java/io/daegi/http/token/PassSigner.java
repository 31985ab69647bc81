package io.daegi.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/** Signs passes: proof of admission that others check offline. Slow; call it off the event loop. */
public final class PassSigner {

  static final JOSEObjectType TYPE = new JOSEObjectType("daegi-pass+jwt");

  private final KeyRing ring;
  private final InstantSource clock;
  private final String issuer;
  private final long passTtlMs;

  /**
   * @param issuer our public URL
   * @param passTtlMs the longest life of a pass
   */
  public PassSigner(KeyRing ring, InstantSource clock, String issuer, long passTtlMs) {
    this.ring = ring;
    this.clock = clock;
    this.issuer = issuer;
    this.passTtlMs = passTtlMs;
  }

  public long passTtlMs() {
    return passTtlMs;
  }

  /**
   * A fresh pass of an ACTIVE token.
   *
   * @param sessionEndMs wall-clock end of the session, which the pass does not outlive
   */
  public String sign(
      String queueId, int generation, String tokenId, String audience, long sessionEndMs) {
    long nowMs = clock.millis();
    var key = ring.keys().passKey(nowMs);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .subject(tokenId)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(date(nowMs))
            .notBeforeTime(date(nowMs))
            .expirationTime(date(Math.min(sessionEndMs, nowMs + passTtlMs)))
            .claim("queue", queueId)
            .claim("gen", generation)
            .build();
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
    try {
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the pass key " + key.getKeyID() + " cannot sign", e);
    }
  }

  private static Date date(long wallMs) {
    return Date.from(Instant.ofEpochMilli(wallMs));
  }
}
