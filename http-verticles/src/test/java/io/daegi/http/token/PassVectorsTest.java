package io.daegi.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The passes in the documents, held against our verifier, another's, and what we sign today. */
class PassVectorsTest {

  private static final Path FILE = Path.of("../docs/pass-vectors.json");

  @TempDir Path folder;
  private JsonObject document;
  private final ArrayList<JsonObject> vectors = new ArrayList<>();

  @BeforeEach
  void read() throws IOException {
    document = new JsonObject(Files.readString(FILE));
    document.getJsonArray("vectors").forEach(vector -> vectors.add((JsonObject) vector));
  }

  private static boolean isGood(JsonObject vector) {
    return vector.getBoolean("good");
  }

  private PassVerifier ours() throws ParseException {
    var published = JWKSet.parse(document.getJsonObject("jwks").encode());
    return new PassVerifier(
        keyId -> published.getKeyByKeyId(keyId) instanceof ECKey key ? key : null,
        document.getString("issuer"));
  }

  @Test
  void areWhatOurVerifierSaysTheyAre() throws Exception {
    var verifier = ours();
    long nowMs = document.getLong("now") * 1_000;
    for (var vector : vectors) {
      var pass = verifier.verify(vector.getString("pass"));
      boolean isTaken =
          pass != null
              && pass.isTimely(nowMs)
              && pass.audience().contains(document.getString("audience"));
      assertThat(isTaken).as("%s", vector.getString("name")).isEqualTo(isGood(vector));
    }
  }

  @Test
  void areWhatAnotherVerifierSaysTheyAre() throws Exception {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(document.getString("typ"))));
    var published = JWKSet.parse(document.getJsonObject("jwks").encode());
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(published)));
    processor.setJWTClaimsSetVerifier(claimsVerifier());
    for (var vector : vectors) {
      boolean isTaken;
      try {
        processor.process(vector.getString("pass"), null);
        isTaken = true;
      } catch (BadJOSEException | JOSEException | ParseException refused) {
        isTaken = false;
      }
      assertThat(isTaken).as("%s", vector.getString("name")).isEqualTo(isGood(vector));
    }
  }

  private DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier() {
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            document.getString("audience"),
            new JWTClaimsSet.Builder().issuer(document.getString("issuer")).build(),
            Set.of("sub", "exp", "nbf", "queue", "gen")) {
          @Override
          protected Date currentTime() {
            return Date.from(Instant.ofEpochSecond(document.getLong("now")));
          }
        };
    verifier.setMaxClockSkew(document.getInteger("leewaySeconds"));
    return verifier;
  }

  @Test
  void areTheOnesThatTheCodeMakes() throws JOSEException {
    var made = PassVectors.contents();
    var written = new HashMap<String, Object>();
    vectors.forEach(
        v -> written.put(v.getString("name"), PassVectors.content(v.getString("pass"))));
    assertThat(written.keySet()).containsExactlyInAnyOrderElementsOf(made.keySet());
    made.remove("brings-its-key"); // its header holds a key that is a new one each time
    made.forEach((name, content) -> assertThat(written.get(name)).as(name).isEqualTo(content));
  }

  @Test
  void haveTheFormOfThePassesThatWeSign() throws Exception {
    var file = folder.resolve("signing.json");
    NewKeyFile.write(file);
    var clock = InstantSource.fixed(Instant.ofEpochMilli(PassVectors.NOW_MS));
    var signer = new PassSigner(KeyRing.load(file), clock, PassVectors.ISSUER, 60_000);
    var signed =
        PassVectors.content(
            signer.sign("demo", 1, "t", PassVectors.AUDIENCE, PassVectors.NOW_MS + 600_000));
    var good = PassVectors.content(vectors.getFirst().getString("pass"));
    for (int part = 0; part < 2; part++) {
      assertThat(good.get(part).fieldNames()).isEqualTo(signed.get(part).fieldNames());
    }
    for (var same : new String[] {"iss", "aud", "iat", "nbf", "exp", "queue", "gen"}) {
      assertThat(good.get(1).getValue(same)).as(same).isEqualTo(signed.get(1).getValue(same));
    }
  }
}
