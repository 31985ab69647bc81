package io.daegi.http.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One secret of the ring and the keys derived from it, one for each purpose, by HMAC-SHA256 over
 * the purpose's label.
 */
final class SecretKeys {

  static final String HMAC = "HmacSHA256";

  private final int id;
  private final Map<Purpose, SecretKey> derived = new EnumMap<>(Purpose.class);

  SecretKeys(String keyId, byte[] secret) throws GeneralSecurityException {
    this.id = idOf(keyId);
    var mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(secret, HMAC));
    for (var purpose : Purpose.values()) {
      var bytes = mac.doFinal(("daegi/v1/" + purpose.label()).getBytes(StandardCharsets.US_ASCII));
      derived.put(
          purpose,
          purpose == Purpose.TOKEN_ID
              ? new SecretKeySpec(bytes, 0, 16, "AES")
              : new SecretKeySpec(bytes, HMAC));
    }
  }

  /** The four bytes that name the key within a credential. */
  int id() {
    return id;
  }

  SecretKey of(Purpose purpose) {
    return derived.get(purpose);
  }

  private static int idOf(String keyId) throws GeneralSecurityException {
    var hash = MessageDigest.getInstance("SHA-256").digest(keyId.getBytes(StandardCharsets.UTF_8));
    return (hash[0] & 0xff) << 24
        | (hash[1] & 0xff) << 16
        | (hash[2] & 0xff) << 8
        | (hash[3] & 0xff);
  }
}
