package io.daegi.http.admin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions as text that any edge with the same admin key takes, and none with another: a new key
 * ends them all. Nothing is kept on our side. Belongs to one event loop.
 *
 * <pre>
 *   byte   0        1..8         9..16     17..n-33   n-32..n-1
 *        version | signed in | ends at | name | HMAC-SHA256 over all before
 * </pre>
 */
final class AdminSessionCodec {

  private static final byte VERSION = 1;
  private static final String HMAC = "HmacSHA256";
  private static final String LABEL = "daegi/v1/admin-session";
  private static final int HEAD_BYTES = 1 + 2 * Long.BYTES;
  private static final int MAC_BYTES = 32;
  private static final int MAX_CHARS = 1_000;

  private final Mac mac;

  AdminSessionCodec(String adminKey) {
    this.mac = mac(mac(bytes(adminKey)).doFinal(bytes(LABEL)));
  }

  String encode(AdminSession session) {
    var name = bytes(session.name());
    var value = ByteBuffer.allocate(HEAD_BYTES + name.length + MAC_BYTES);
    value.put(VERSION).putLong(session.signedInAtMs()).putLong(session.endsAtMs()).put(name);
    mac.update(value.duplicate().flip());
    value.put(mac.doFinal());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value.flip().array());
  }

  /** The session; null for a text that this key did not sign. */
  AdminSession decode(String text) {
    var bytes = text.length() > MAX_CHARS ? null : decoded(text);
    if (bytes == null || bytes.length < HEAD_BYTES + MAC_BYTES || bytes[0] != VERSION) {
      return null;
    }
    int end = bytes.length - MAC_BYTES;
    mac.update(bytes, 0, end);
    if (!MessageDigest.isEqual(mac.doFinal(), Arrays.copyOfRange(bytes, end, bytes.length))) {
      return null;
    }
    var value = ByteBuffer.wrap(bytes).position(1);
    long signedInAtMs = value.getLong();
    long endsAtMs = value.getLong();
    var name = new String(bytes, HEAD_BYTES, end - HEAD_BYTES, StandardCharsets.UTF_8);
    return new AdminSession(name, signedInAtMs, endsAtMs);
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Mac mac(byte[] key) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no usable " + HMAC, e);
    }
  }
}
