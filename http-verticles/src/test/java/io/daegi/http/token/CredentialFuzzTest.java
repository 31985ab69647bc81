package io.daegi.http.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Arrays;

/** Whatever somebody shows as a credential: it is read or refused, and has one text. */
class CredentialFuzzTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final KeyRing RING = ring();
  private static final PassVerifier VERIFIER = new PassVerifier(RING, "https://a.example.com");

  private static KeyRing ring() {
    try {
      var file = Files.createTempFile("fuzz", ".json");
      NewKeyFile.write(file);
      var ring = KeyRing.load(file);
      Files.delete(file);
      return ring;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest(maxDuration = "10m")
  void readsOrRefusesAnyText(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    requireNull(new TokenCodec(RING, CLOCK).decode(text));
    requireNull(new VisitorCodec(RING, CLOCK).decode(text));
    requireNull(new TicketCodec(RING, CLOCK).decode(text));
    requireNull(VERIFIER.verify(text));
    new TokenIdCodec(RING).numberOf(text, "demo", 1);
  }

  /** Nobody but us can sign, yet what is signed is read as warily. */
  @FuzzTest(maxDuration = "10m")
  void readsOrRefusesAnyPayloadThatIsSigned(byte[] input) {
    if (input.length < 1 || input.length > 300) {
      return;
    }
    var payload = Arrays.copyOfRange(input, 1, input.length);
    var purpose = Purpose.values()[(input[0] & 0xff) % 3];
    var seal = new Seal(RING, purpose, CLOCK);
    var text = seal.finish(seal.begin(payload.length).put(payload));
    var codec = new TokenCodec(RING, CLOCK);
    var token = codec.decode(text);
    if (token != null && !codec.encode(token).equals(text)) {
      throw new IllegalStateException("two texts of one token: " + token);
    }
    new VisitorCodec(RING, CLOCK).decode(text);
    new TicketCodec(RING, CLOCK).decode(text);
  }

  @FuzzTest(maxDuration = "10m")
  void readsOrRefusesAnyClaimsThatAreSigned(byte[] input) throws JOSEException {
    var key = RING.keys().passKey(CLOCK.millis());
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("daegi-pass+jwt"))
            .keyID(key.getKeyID())
            .build();
    var pass = new JWSObject(header, new Payload(input));
    pass.sign(new ECDSASigner(key));
    var read = VERIFIER.verify(pass.serialize());
    if (read != null) {
      read.isTimely(CLOCK.millis());
    }
  }

  private static void requireNull(Object read) {
    if (read != null) {
      throw new IllegalStateException("a forged credential was taken: " + read);
    }
  }
}
