package io.daegi.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialCodecTest {

  private static final VisitorId VISITOR = new VisitorId(0x0123456789abcdefL, -42);
  private static final QueueToken TOKEN = new QueueToken("demo", 3, 1842, 0, VISITOR);

  @TempDir Path folder;
  private KeyRing ring;
  private long nowMs = 1_800_000_000_000L;
  private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);

  @BeforeEach
  void makeKeys() throws IOException {
    ring = KeyRing.loadOrCreate(folder.resolve("keys.json"));
  }

  @Test
  void readsBackWhatItSigned() {
    var tokens = new TokenCodec(ring, clock);
    assertThat(tokens.decode(tokens.encode(TOKEN))).isEqualTo(TOKEN);
    var visitors = new VisitorCodec(ring, clock);
    assertThat(visitors.decode(visitors.encode(VISITOR))).isEqualTo(VISITOR);
    var tickets = new TicketCodec(ring, clock);
    assertThat(tickets.decode(tickets.encode(TOKEN))).isEqualTo(TOKEN);
  }

  @Test
  void keepsTheLongestTokenWithinAQueryParameter() {
    var longest = new QueueToken("q".repeat(64), Integer.MAX_VALUE, Long.MAX_VALUE, 3, VISITOR);
    var codec = new TokenCodec(ring, clock);
    assertThat(codec.encode(longest)).hasSizeLessThanOrEqualTo(512);
    assertThat(codec.decode(codec.encode(longest))).isEqualTo(longest);
  }

  @Test
  void refusesATokenWithAnyCharacterChanged() {
    var codec = new TokenCodec(ring, clock);
    var text = codec.encode(TOKEN);
    for (int i = 0; i < text.length(); i++) {
      for (char c : new char[] {'A', 'b', '7', '-', '=', ' ', 'é'}) {
        if (text.charAt(i) != c) {
          var forged = text.substring(0, i) + c + text.substring(i + 1);
          assertThat(codec.decode(forged)).as("character %d as %s", i, c).isNull();
        }
      }
    }
  }

  @Test
  void refusesEveryShorterAndLongerText() {
    var codec = new TokenCodec(ring, clock);
    var text = codec.encode(TOKEN);
    for (int i = 0; i < text.length(); i++) {
      assertThat(codec.decode(text.substring(0, i))).isNull();
    }
    assertThat(codec.decode(text + "A")).isNull();
    assertThat(codec.decode(text + "AAAA")).isNull();
    assertThat(codec.decode(text + "=")).isNull();
    assertThat(codec.decode("A".repeat(100_000))).isNull();
  }

  @Test
  void refusesOneKindOfCredentialAsAnother() {
    var token = new TokenCodec(ring, clock).encode(TOKEN);
    var visitor = new VisitorCodec(ring, clock).encode(VISITOR);
    var ticket = new TicketCodec(ring, clock).encode(TOKEN);
    assertThat(new VisitorCodec(ring, clock).decode(token)).isNull();
    assertThat(new TicketCodec(ring, clock).decode(token)).isNull();
    assertThat(new TokenCodec(ring, clock).decode(ticket)).isNull();
    assertThat(new TokenCodec(ring, clock).decode(visitor)).isNull();
  }

  @Test
  void refusesATokenOfAnotherDeploymentsKeys() throws IOException {
    var other = KeyRing.loadOrCreate(folder.resolve("other.json"));
    var foreign = new TokenCodec(other, clock).encode(TOKEN);
    assertThat(new TokenCodec(ring, clock).decode(foreign)).isNull();
  }

  @Test
  void refusesATicketAfterHalfAMinute() {
    var codec = new TicketCodec(ring, clock);
    var ticket = codec.encode(TOKEN);
    nowMs += TicketCodec.TTL_MS;
    assertThat(codec.decode(ticket)).isEqualTo(TOKEN);
    nowMs += 1;
    assertThat(codec.decode(ticket)).isNull();
  }

  @Test
  void namesATokenTheSameWayEveryTimeAndReadsTheNameBack() {
    var codec = new TokenIdCodec(ring);
    var id = codec.encode("demo", 3, 1842);
    assertThat(id).matches("[0-9a-f]{32}").isEqualTo(codec.encode("demo", 3, 1842));
    assertThat(codec.encode("demo", 3, 1843)).isNotEqualTo(id);
    assertThat(codec.numberOf(id, "demo", 3)).isEqualTo(1842);
    assertThat(codec.numberOf(id, "demo", 4)).isZero();
    assertThat(codec.numberOf(id, "other", 3)).isZero();
    assertThat(codec.numberOf("f".repeat(32), "demo", 3)).isZero();
    assertThat(codec.numberOf("not an id", "demo", 3)).isZero();
  }

  @Test
  void signsWithANewKeyAndStillKnowsTheOldOnesAfterARotation() throws Exception {
    var file = folder.resolve("keys.json");
    var codec = new TokenCodec(ring, clock);
    var tokenIds = new TokenIdCodec(ring);
    var visitors = new VisitorPolicy(ring);
    var key = "0b0d5a52-9a5c-4f0a-8d8c-0a6a1a1b2c3d";
    var before = codec.encode(TOKEN);
    var idBefore = tokenIds.encode("demo", 3, 1842);
    var namedBefore = visitors.visitorOf("demo", null, key);

    var keys = new ArrayList<>(JWKSet.parse(Files.readString(file)).getKeys());
    keys.addAll(NewKeyFile.newSet().getKeys());
    Files.writeString(file, new JWKSet(keys).toString(false));
    Files.setLastModifiedTime(file, FileTime.fromMillis(nowMs));
    ring.reloadIfChanged();

    var after = codec.encode(TOKEN);
    assertThat(after.substring(0, 8)).isNotEqualTo(before.substring(0, 8));
    assertThat(codec.decode(before)).isEqualTo(TOKEN);
    assertThat(codec.decode(after)).isEqualTo(TOKEN);
    assertThat(tokenIds.encode("demo", 3, 1842)).isEqualTo(idBefore);
    assertThat(visitors.visitorOf("demo", null, key)).isEqualTo(namedBefore);
    assertThat(ring.publishedJson()).doesNotContain("\"d\"", "\"k\"");
  }

  @Test
  void keepsItsKeysWhenTheChangedFileIsBroken() throws Exception {
    var file = folder.resolve("keys.json");
    var codec = new TokenCodec(ring, clock);
    var before = codec.encode(TOKEN);
    Files.writeString(file, "{\"keys\":[]}");
    Files.setLastModifiedTime(file, FileTime.fromMillis(nowMs));
    ring.reloadIfChanged();
    assertThat(codec.decode(before)).isEqualTo(TOKEN);
  }

  @Test
  void makesAKeyFileThatOnlyItsOwnerReads() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("keys.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void tellsWhyAKeyFileIsOfNoUse() throws IOException {
    var file = folder.resolve("bad.json");
    assertThatThrownBy(() -> KeyRing.load(file)).hasMessageContaining("does not exist");
    Files.writeString(file, "{\"keys\":[]}");
    assertThatThrownBy(() -> KeyRing.load(file)).hasMessageContaining("kty oct");
    Files.writeString(file, "nonsense");
    assertThatThrownBy(() -> KeyRing.load(file)).hasMessageContaining("not usable");
  }

  @Test
  void namesAVisitorByAStrongKeyAndRefusesAWeakOne() {
    var visitors = new VisitorPolicy(ring);
    var key = "0b0d5a52-9a5c-4f0a-8d8c-0a6a1a1b2c3d";
    var named = visitors.visitorOf("demo", null, key);
    assertThat(visitors.visitorOf("demo", null, key)).isEqualTo(named);
    assertThat(visitors.visitorOf("other", null, key)).isNotEqualTo(named);
    assertThat(visitors.visitorOf("demo", VISITOR, key)).isEqualTo(VISITOR);
    assertThat(visitors.visitorOf("demo", null, null)).isNotEqualTo(named);
    assertThatThrownBy(() -> visitors.visitorOf("demo", null, "1"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("idempotency-key-weak");
  }

  @Test
  void signsAPassThatAShopCanCheckOffline() throws Exception {
    var signer = new PassSigner(ring, clock, "https://tickets.example.com", 60_000);
    var pass = SignedJWT.parse(signer.sign("demo", 3, "abc", "shop", nowMs + 10_000));
    var published = JWKSet.parse(ring.publishedJson());
    var key = published.getKeyByKeyId(pass.getHeader().getKeyID()).toECKey();
    assertThat(pass.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(pass.getHeader().getType().getType()).isEqualTo("daegi-pass+jwt");
    assertThat(pass.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    var claims = pass.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("https://tickets.example.com");
    assertThat(claims.getAudience()).containsExactly("shop");
    assertThat(claims.getSubject()).isEqualTo("abc");
    assertThat(claims.getStringClaim("queue")).isEqualTo("demo");
    assertThat(claims.getLongClaim("gen")).isEqualTo(3);
    assertThat(claims.getJWTID()).isNotBlank();
    assertThat(claims.getExpirationTime().toInstant().toEpochMilli()).isEqualTo(nowMs + 10_000);
  }
}
