package io.daegi.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassVerifierTest {

  private static final String ISSUER = "https://tickets.example.com";
  private static final long NOW_MS = 1_800_000_000_000L;

  @TempDir Path folder;
  private KeyRing ring;
  private PassVerifier verifier;

  @BeforeEach
  void makeKeys() throws IOException {
    ring = KeyRing.loadOrCreate(folder.resolve("keys.json"));
    verifier = new PassVerifier(ring, ISSUER);
  }

  private String goodPass() {
    return new PassSigner(ring, InstantSource.fixed(Instant.ofEpochMilli(NOW_MS)), ISSUER, 60_000)
        .sign("demo", 3, "token-7", "the-shop", NOW_MS + 1_000_000);
  }

  private ECKey ourKey() {
    return ring.keys().passKey(NOW_MS);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("the-shop")
        .subject("token-7")
        .notBeforeTime(Date.from(Instant.ofEpochMilli(NOW_MS)))
        .expirationTime(Date.from(Instant.ofEpochMilli(NOW_MS + 60_000)))
        .claim("queue", "demo")
        .claim("gen", 3);
  }

  private static JWSHeader.Builder header(String keyId) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(new JOSEObjectType("daegi-pass+jwt"))
        .keyID(keyId);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, ECKey key)
      throws JOSEException {
    var jwt = new SignedJWT(header, claims);
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  @Test
  void readsAPassOfOurs() {
    var pass = verifier.verify(goodPass());
    assertThat(pass.queueId()).isEqualTo("demo");
    assertThat(pass.generation()).isEqualTo(3);
    assertThat(pass.tokenId()).isEqualTo("token-7");
    assertThat(pass.audience()).containsExactly("the-shop");
    assertThat(pass.expiresMs()).isEqualTo(NOW_MS + 60_000);
  }

  @Test
  void allowsFiveSecondsOfClocksThatDiffer() {
    var pass = verifier.verify(goodPass());
    assertThat(pass.isTimely(NOW_MS - 5_000)).isTrue();
    assertThat(pass.isTimely(NOW_MS - 5_001)).isFalse();
    assertThat(pass.isTimely(NOW_MS + 65_000)).isTrue();
    assertThat(pass.isTimely(NOW_MS + 65_001)).isFalse();
  }

  @Test
  void refusesEveryOtherAlgorithm() throws JOSEException {
    assertThat(verifier.verify(new PlainJWT(claims().build()).serialize())).isNull();
    var publicText = ourKey().toPublicJWK().toJSONString();
    var swapped =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("daegi-pass+jwt"))
                .keyID(ourKey().getKeyID())
                .build(),
            claims().build());
    swapped.sign(new MACSigner(publicText));
    assertThat(verifier.verify(swapped.serialize())).isNull();
    var wide = new ECKeyGenerator(Curve.P_384).keyID(ourKey().getKeyID()).generate();
    var other =
        new JWSHeader.Builder(JWSAlgorithm.ES384)
            .type(new JOSEObjectType("daegi-pass+jwt"))
            .keyID(ourKey().getKeyID())
            .build();
    assertThat(verifier.verify(signed(other, claims().build(), wide))).isNull();
  }

  @Test
  void refusesOtherKeysTypesAndIssuers() throws JOSEException {
    var keyId = ourKey().getKeyID();
    var stranger = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
    assertThat(verifier.verify(signed(header(keyId).build(), claims().build(), stranger))).isNull();
    assertThat(verifier.verify(signed(header("other").build(), claims().build(), ourKey())))
        .isNull();
    assertThat(verifier.verify(signed(header(null).build(), claims().build(), ourKey()))).isNull();
    var plainType = header(keyId).type(JOSEObjectType.JWT).build();
    assertThat(verifier.verify(signed(plainType, claims().build(), ourKey()))).isNull();
    var untyped = header(keyId).type(null).build();
    assertThat(verifier.verify(signed(untyped, claims().build(), ourKey()))).isNull();
    var elsewhere = claims().issuer("https://elsewhere.example.com").build();
    assertThat(verifier.verify(signed(header(keyId).build(), elsewhere, ourKey()))).isNull();
  }

  @Test
  void refusesAPassThatLacksSomething() throws JOSEException {
    var header = header(ourKey().getKeyID()).build();
    assertThat(verifier.verify(signed(header, claims().build(), ourKey()))).isNotNull();
    for (var lacking : new String[] {"iss", "sub", "exp", "nbf", "queue", "gen"}) {
      var text = signed(header, claims().claim(lacking, null).build(), ourKey());
      assertThat(verifier.verify(text)).as(lacking).isNull();
    }
    var wrong = signed(header, claims().claim("gen", "three").build(), ourKey());
    assertThat(verifier.verify(wrong)).isNull();
  }

  @Test
  void refusesADamagedPass() {
    var good = goodPass();
    for (int at = 0; at < good.length() - 1; at++) {
      var other = good.charAt(at) == 'A' ? 'B' : 'A';
      var damaged = good.substring(0, at) + other + good.substring(at + 1);
      assertThat(verifier.verify(damaged)).as(damaged).isNull();
    }
    for (var text :
        new String[] {"", ".", "..", "a.b", "a.b.c", "a.b.c.d", "\0.\0.\0", good + "."}) {
      assertThat(verifier.verify(text)).as(text).isNull();
    }
    assertThat(verifier.verify("a." + "b".repeat(5_000) + ".c")).isNull();
  }
}
