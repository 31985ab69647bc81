package io.daegi.http.token;

import io.daegi.engine.model.Limits;
import io.daegi.engine.model.VisitorId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/**
 * Queue tokens as signed text; one codec belongs to one thread.
 *
 * <pre>
 *   payload   0..15     16..19       20..27   28     29..
 *            visitor | generation | entry  | lane | queueId in ASCII
 * </pre>
 */
public final class TokenCodec {

  private static final int FIXED_BYTES = 29;
  private static final int MAX_QUEUE_ID_BYTES = 64;

  private final Seal seal;

  public TokenCodec(KeyRing ring, InstantSource clock) {
    this.seal = new Seal(ring, Purpose.TOKEN, clock);
  }

  public String encode(QueueToken token) {
    var value = seal.begin(bytes(token));
    put(value, token);
    return seal.finish(value);
  }

  /** The token of this text, or null when we did not sign it. */
  public QueueToken decode(String text) {
    var payload = seal.open(text);
    return payload == null ? null : get(payload);
  }

  static int bytes(QueueToken token) {
    return FIXED_BYTES + token.queueId().length();
  }

  static void put(ByteBuffer target, QueueToken token) {
    target
        .putLong(token.visitor().high())
        .putLong(token.visitor().low())
        .putInt(token.generation())
        .putLong(token.entry())
        .put((byte) token.lane())
        .put(token.queueId().getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads a token that fills the rest of the buffer; null when it cannot be one. */
  static QueueToken get(ByteBuffer source) {
    int nameBytes = source.remaining() - FIXED_BYTES;
    if (nameBytes < 1 || nameBytes > MAX_QUEUE_ID_BYTES) {
      return null;
    }
    var visitor = new VisitorId(source.getLong(), source.getLong());
    int generation = source.getInt();
    long entry = source.getLong();
    int lane = source.get();
    var name = new byte[nameBytes];
    source.get(name);
    var queueId = new String(name, StandardCharsets.US_ASCII);
    return Limits.isQueueId(queueId) && entry > 0
        ? new QueueToken(queueId, generation, entry, lane, visitor)
        : null;
  }
}
