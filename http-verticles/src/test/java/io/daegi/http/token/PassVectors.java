package io.daegi.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Good and bad passes for whoever writes a verifier. {@code main} writes them into the documents,
 * with keys that it forgets afterwards.
 */
final class PassVectors {

  static final String ISSUER = "https://tickets.example.com";
  static final String AUDIENCE = "the-shop";
  static final String QUEUE = "demo";
  static final long NOW_MS = 1_800_000_000_000L;
  static final long LEEWAY_MS = 5_000;

  private static final JOSEObjectType TYPE = new JOSEObjectType("daegi-pass+jwt");

  private final ECKey first;
  private final ECKey second;
  private final List<JsonObject> vectors = new ArrayList<>();

  private PassVectors() throws JOSEException {
    first = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
    second = new ECKeyGenerator(Curve.P_256).keyID("second").generate();
  }

  public static void main(String[] args) throws IOException, JOSEException {
    Files.writeString(Path.of(args[0]), new PassVectors().document().encodePrettily() + "\n");
  }

  /** What is signed in each vector: fields of the header and claims, by the vector's name. */
  static Map<String, List<JsonObject>> contents() throws JOSEException {
    var made = new PassVectors();
    made.fill();
    var contents = new LinkedHashMap<String, List<JsonObject>>();
    made.vectors.forEach(
        vector -> contents.put(vector.getString("name"), content(vector.getString("pass"))));
    return contents;
  }

  /** Header and claims of a pass, as far as they can be read. */
  static List<JsonObject> content(String pass) {
    var parts = pass.split("\\.", -1);
    return List.of(decoded(parts[0]), decoded(parts[1]));
  }

  private static JsonObject decoded(String part) {
    var bytes = Base64.getUrlDecoder().decode(part);
    return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
  }

  private JsonObject document() throws JOSEException {
    fill();
    var published = new JWKSet(List.<JWK>of(first.toPublicJWK(), second.toPublicJWK()));
    return new JsonObject()
        .put("issuer", ISSUER)
        .put("audience", AUDIENCE)
        .put("now", NOW_MS / 1_000)
        .put("leewaySeconds", LEEWAY_MS / 1_000)
        .put("algorithms", new JsonArray().add("ES256"))
        .put("typ", TYPE.getType())
        .put("jwks", new JsonObject(published.toString(true)))
        .put("vectors", new JsonArray(vectors));
  }

  private void fill() throws JOSEException {
    fillGood();
    fillWrongTimes();
    fillWrongClaims();
    fillWrongHeaders();
    fillDamaged();
  }

  private void fillGood() throws JOSEException {
    add("good", true, "as a status of an ACTIVE token carries it", signed(c -> c));
    var rotated = header().keyID("second").build();
    add(
        "good-next-key",
        true,
        "signed by the key after it",
        sign(rotated, claims().build(), second));
    add(
        "good-expired-within-leeway",
        true,
        "expired 4 s ago",
        signed(c -> c.expirationTime(in(-4))));
    add("good-early-within-leeway", true, "good from 4 s on", signed(c -> c.notBeforeTime(in(4))));
  }

  private void fillWrongTimes() throws JOSEException {
    add("expired", false, "expired 6 s ago", signed(c -> c.expirationTime(in(-6))));
    add("not-yet", false, "good from 6 s on", signed(c -> c.notBeforeTime(in(6))));
    add("endless", false, "has no exp", signed(c -> c.expirationTime(null)));
    add("without-beginning", false, "has no nbf", signed(c -> c.notBeforeTime(null)));
  }

  private void fillWrongClaims() throws JOSEException {
    add(
        "other-issuer",
        false,
        "iss of another room",
        signed(c -> c.issuer("https://evil.example")));
    add("without-issuer", false, "has no iss", signed(c -> c.issuer(null)));
    add("other-audience", false, "for another shop", signed(c -> c.audience("another-shop")));
    add("without-audience", false, "for no shop", signed(c -> c.audience((String) null)));
    add("without-subject", false, "names no token", signed(c -> c.subject(null)));
  }

  private void fillWrongHeaders() throws JOSEException {
    var claims = claims().build();
    add("alg-none", false, "is not signed at all", new PlainJWT(claims).serialize());
    add("alg-hs256", false, "MAC with the public key as its secret", swapped(claims));
    add(
        "other-type",
        false,
        "typ JWT",
        sign(header().type(JOSEObjectType.JWT).build(), claims, first));
    add("without-type", false, "has no typ", sign(header().type(null).build(), claims, first));
    add(
        "unknown-key",
        false,
        "kid is not published",
        sign(header().keyID("x").build(), claims, first));
    add(
        "wrong-key",
        false,
        "signed by another published key",
        sign(header().build(), claims, second));
    var stranger = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
    add(
        "forged",
        false,
        "signed by nobody's key under our kid",
        sign(header().build(), claims, stranger));
    var brought = header().jwk(stranger.toPublicJWK()).build();
    add("brings-its-key", false, "header brings the key itself", sign(brought, claims, stranger));
  }

  private void fillDamaged() throws JOSEException {
    var good = signed(c -> c);
    var parts = good.split("\\.", -1);
    var longer = signed(c -> c.expirationTime(in(3_600))).split("\\.", -1);
    add("altered", false, "claims of another pass", parts[0] + "." + longer[1] + "." + parts[2]);
    add("truncated", false, "lacks its end", good.substring(0, good.length() - 10));
    add("without-signature", false, "lacks its signature", parts[0] + "." + parts[1] + ".");
    var zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    add("zero-signature", false, "r and s are 0", parts[0] + "." + parts[1] + "." + zeros);
  }

  private void add(String name, boolean isGood, String why, String pass) {
    vectors.add(
        new JsonObject().put("name", name).put("good", isGood).put("why", why).put("pass", pass));
  }

  private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return sign(header().build(), change.apply(claims()).build(), first);
  }

  private static String sign(JWSHeader header, JWTClaimsSet claims, ECKey key)
      throws JOSEException {
    return sign(header, claims, new ECDSASigner(key));
  }

  private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    var jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private String swapped(JWTClaimsSet claims) throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).keyID("first").build();
    return sign(header, claims, new MACSigner(first.toPublicJWK().toJSONString()));
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID("first");
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject("0123456789abcdef0123456789abcdef")
        .jwtID("a3bb189e-8bf9-3888-9912-ace4e6543002")
        .issueTime(in(0))
        .notBeforeTime(in(0))
        .expirationTime(in(60))
        .claim("queue", QUEUE)
        .claim("gen", 1);
  }

  private static Date in(int seconds) {
    return Date.from(Instant.ofEpochMilli(NOW_MS).plusSeconds(seconds));
  }
}
