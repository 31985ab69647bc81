package io.daegi.http.token;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;

/**
 * Signs and opens small binary values as text. Keeps its MACs and scratch space, so one belongs to
 * one thread.
 *
 * <pre>
 *   byte   0        1..4      5..n-17   n-16..n-1
 *        version | key id  | payload | HMAC-SHA256 over all before, its first 16 bytes
 * </pre>
 *
 * The text is base64url without padding, and each value has exactly one text.
 */
final class Seal {

  static final int HEAD_BYTES = 5;
  static final int MAC_BYTES = 16;
  private static final byte VERSION = 1;
  private static final int MAX_CHARS = 512;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final KeyRing ring;
  private final Purpose purpose;
  private final InstantSource clock;
  private final Map<Integer, Mac> keyIdToMac = new HashMap<>();
  private final byte[] scratch = new byte[32];
  private Keys seen;

  Seal(KeyRing ring, Purpose purpose, InstantSource clock) {
    this.ring = ring;
    this.purpose = purpose;
    this.clock = clock;
  }

  /** Space for a value with this much payload, positioned where the payload begins. */
  ByteBuffer begin(int payloadBytes) {
    return ByteBuffer.allocate(HEAD_BYTES + payloadBytes + MAC_BYTES).position(HEAD_BYTES);
  }

  /** Signs what {@link #begin} gave and the caller filled. */
  @SuppressWarnings("ByteBufferBackingArray") // begin() allocated it: its array starts at 0
  String finish(ByteBuffer value) {
    var bytes = value.array();
    var keys = current().signing(clock.millis());
    value.put(0, VERSION).putInt(1, keys.id());
    sign(keys, bytes, bytes.length - MAC_BYTES);
    System.arraycopy(scratch, 0, bytes, bytes.length - MAC_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The payload of a text that {@link #finish} made, or null for any other text. */
  ByteBuffer open(String text) {
    var bytes = decode(text);
    if (bytes == null || bytes.length < HEAD_BYTES + MAC_BYTES || bytes[0] != VERSION) {
      return null;
    }
    var value = ByteBuffer.wrap(bytes);
    var keys = current().secret(value.getInt(1));
    if (keys == null) {
      return null;
    }
    int end = bytes.length - MAC_BYTES;
    sign(keys, bytes, end);
    int difference = 0;
    for (int i = 0; i < MAC_BYTES; i++) {
      difference |= scratch[i] ^ bytes[end + i];
    }
    return difference == 0 ? value.position(HEAD_BYTES).limit(end) : null;
  }

  private void sign(SecretKeys keys, byte[] bytes, int length) {
    try {
      var mac = keyIdToMac.get(keys.id());
      if (mac == null) {
        mac = newMac(keys);
        keyIdToMac.put(keys.id(), mac);
      }
      mac.update(bytes, 0, length);
      mac.doFinal(scratch, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no usable " + SecretKeys.HMAC, e);
    }
  }

  private Mac newMac(SecretKeys keys) throws GeneralSecurityException, InvalidKeyException {
    var mac = Mac.getInstance(SecretKeys.HMAC);
    mac.init(keys.of(purpose));
    return mac;
  }

  private Keys current() {
    var now = ring.keys();
    if (now != seen) {
      keyIdToMac.clear();
      seen = now;
    }
    return now;
  }

  private static byte[] decode(String text) {
    int length = text.length();
    if (length > MAX_CHARS || length % 4 == 1 || length == 0 || !hasOneForm(text)) {
      return null;
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The last character's unused bits must be zero, and padding is none of our alphabet. */
  private static boolean hasOneForm(String text) {
    int last = ALPHABET.indexOf(text.charAt(text.length() - 1));
    return switch (text.length() % 4) {
      case 2 -> last >= 0 && (last & 0xf) == 0;
      case 3 -> last >= 0 && (last & 0x3) == 0;
      default -> last >= 0;
    };
  }
}
