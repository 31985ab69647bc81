package io.daegi.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Makes the key file of a deployment; one that is written can be read by its owner alone. */
public final class NewKeyFile {

  private NewKeyFile() {}

  static void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var started =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "keys",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(started, text());
    Files.move(started, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A new secret and a new pair, as such a file holds them. */
  public static String text() {
    return newSet().toString(false);
  }

  static JWKSet newSet() {
    try {
      var now = Date.from(Instant.now());
      OctetSequenceKey secret =
          new OctetSequenceKeyGenerator(256).keyIDFromThumbprint(true).issueTime(now).generate();
      var pair =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .keyIDFromThumbprint(true)
              .issueTime(now)
              .generate();
      return new JWKSet(List.of(secret, pair));
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK cannot make P-256 keys", e);
    }
  }
}
