package io.daegi.booking.payment.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header by which we and the gateway know each other: {@code t=<seconds>,v1=<hex>}, where hex
 * is HMAC-SHA256 over the seconds, a dot, and the words that are sent.
 */
final class GatewaySignature {

  static final String HEADER = "Daegi-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  GatewaySignature(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The header for these words, said now. */
  String sign(long nowSeconds, String words) {
    return "t=" + nowSeconds + ",v1=" + HexFormat.of().formatHex(mac(nowSeconds, words));
  }

  private byte[] mac(long seconds, String words) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal((seconds + "." + words).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM, e);
    }
  }
}
