package io.daegi.booking.rules;

import io.daegi.engine.model.VisitorId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Ids and hashes that follow from what a visitor sent, so that a repeat finds its first attempt.
 */
public final class KeyedIds {

  private KeyedIds() {}

  /** The payment that a visitor makes under an idempotency key. */
  public static UUID paymentId(VisitorId visitor, String key) {
    return uuid5(visitor.toUuid(), "payment:" + key);
  }

  /** The top-up that a visitor makes under an idempotency key. */
  public static UUID chargeId(VisitorId visitor, String key) {
    return uuid5(visitor.toUuid(), "charge:" + key);
  }

  /** The ledger transaction that gives a payment back. */
  public static UUID refundId(UUID paymentId) {
    return uuid5(paymentId, "refund");
  }

  /** A name-based UUID, version 5 (RFC 9562): SHA-1 over namespace and name. */
  public static UUID uuid5(UUID namespace, String name) {
    MessageDigest digest = digest("SHA-1");
    digest.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** What distinguishes one request body from another under the same key. */
  public static String bodyHash(Object... parts) {
    MessageDigest digest = digest("SHA-256");
    for (Object part : parts) {
      byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
