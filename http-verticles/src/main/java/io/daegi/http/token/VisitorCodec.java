package io.daegi.http.token;

import io.daegi.engine.model.VisitorId;
import java.time.InstantSource;

/** Visitor credentials as signed text; one codec belongs to one thread. */
public final class VisitorCodec {

  private static final int PAYLOAD_BYTES = 16;

  private final Seal seal;

  public VisitorCodec(KeyRing ring, InstantSource clock) {
    this.seal = new Seal(ring, Purpose.VISITOR, clock);
  }

  public String encode(VisitorId visitor) {
    var value = seal.begin(PAYLOAD_BYTES);
    value.putLong(visitor.high()).putLong(visitor.low());
    return seal.finish(value);
  }

  /** The visitor of this text, or null when we did not sign it. */
  public VisitorId decode(String text) {
    var payload = seal.open(text);
    return payload == null || payload.remaining() != PAYLOAD_BYTES
        ? null
        : new VisitorId(payload.getLong(), payload.getLong());
  }
}
