package io.daegi.http.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.crypto.Cipher;

/**
 * Token ids: computed from queue, generation and number, never stored, and read back for calls that
 * name a token by its id. One AES-128 block under a derived key, shown as 32 hex digits; one codec
 * belongs to one thread.
 *
 * <pre>
 *   block   0..3        4..7         8..15
 *          CRC of id | generation | number
 * </pre>
 */
public final class TokenIdCodec {

  private static final int BLOCK_BYTES = 16;

  private final KeyRing ring;
  private final CRC32 crc = new CRC32();
  private Keys seen;
  private Cipher encryptor;

  public TokenIdCodec(KeyRing ring) {
    this.ring = ring;
  }

  public String encode(String queueId, int generation, long number) {
    var block = ByteBuffer.allocate(BLOCK_BYTES);
    block.putInt(nameOf(queueId)).putInt(generation).putLong(number);
    try {
      return HexFormat.of().formatHex(encryptor().doFinal(block.array()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no usable AES", e);
    }
  }

  /**
   * The number that this queue's token id stands for.
   *
   * @return 0 when the id is none of this queue and generation
   */
  public long numberOf(String tokenId, String queueId, int generation) {
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(tokenId);
    } catch (IllegalArgumentException e) {
      return 0;
    }
    if (bytes.length != BLOCK_BYTES) {
      return 0;
    }
    for (var keys : ring.keys().allSecrets()) {
      var block = ByteBuffer.wrap(decrypt(keys, bytes));
      if (block.getInt() == nameOf(queueId) && block.getInt() == generation) {
        return Math.max(0, block.getLong());
      }
    }
    return 0;
  }

  private int nameOf(String queueId) {
    crc.reset();
    crc.update(queueId.getBytes(StandardCharsets.US_ASCII));
    return (int) crc.getValue();
  }

  private Cipher encryptor() throws GeneralSecurityException {
    var keys = ring.keys();
    if (keys != seen) {
      encryptor = cipher(keys.founding(), Cipher.ENCRYPT_MODE);
      seen = keys;
    }
    return encryptor;
  }

  private static byte[] decrypt(SecretKeys keys, byte[] block) {
    try {
      return cipher(keys, Cipher.DECRYPT_MODE).doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no usable AES", e);
    }
  }

  /** One block has no mode to speak of: ECB over a single block of distinct values hides all. */
  private static Cipher cipher(SecretKeys keys, int mode) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(mode, keys.of(Purpose.TOKEN_ID));
    return cipher;
  }
}
