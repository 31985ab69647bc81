package io.daegi.booking.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header by which we and the gateway know each other: {@code t=<seconds>,v1=<hex>}, where hex
 * is HMAC-SHA256 over the seconds, a dot, and the words that are sent.
 */
public final class GatewaySignature {

  public static final String HEADER = "Daegi-Signature";

  /** How old, or how far ahead of our clock, a signature may be. */
  private static final long TOLERANCE_SECONDS = 300;

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern FORM = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");

  private final SecretKeySpec key;

  public GatewaySignature(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The header for these words, said now. */
  String sign(long nowSeconds, String words) {
    return "t=" + nowSeconds + ",v1=" + HexFormat.of().formatHex(mac(nowSeconds, words));
  }

  /** Whether the header was made for these words, within five minutes from now. */
  public boolean isGood(String header, long nowSeconds, String words) {
    Matcher parts = FORM.matcher(header == null ? "" : header);
    if (!parts.matches()) {
      return false;
    }
    long seconds = Long.parseLong(parts.group(1));
    return Math.abs(nowSeconds - seconds) <= TOLERANCE_SECONDS
        && MessageDigest.isEqual(HexFormat.of().parseHex(parts.group(2)), mac(seconds, words));
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
