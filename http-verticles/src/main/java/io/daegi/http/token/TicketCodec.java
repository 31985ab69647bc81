package io.daegi.http.token;

import java.time.InstantSource;

/**
 * Stream tickets as signed text: a token that is good for opening a stream for 30 s, so that no
 * lasting credential stands in an address. One codec belongs to one thread.
 */
public final class TicketCodec {

  /** How long a ticket opens streams. */
  public static final long TTL_MS = 30_000;

  private final Seal seal;
  private final InstantSource clock;

  public TicketCodec(KeyRing ring, InstantSource clock) {
    this.seal = new Seal(ring, Purpose.TICKET, clock);
    this.clock = clock;
  }

  public String encode(QueueToken token) {
    var value = seal.begin(Long.BYTES + TokenCodec.bytes(token));
    value.putLong(clock.millis() + TTL_MS);
    TokenCodec.put(value, token);
    return seal.finish(value);
  }

  /** The ticket's token, or null when we did not sign it or its time is over. */
  public QueueToken decode(String text) {
    var payload = seal.open(text);
    if (payload == null || payload.remaining() < Long.BYTES || payload.getLong() < clock.millis()) {
      return null;
    }
    return TokenCodec.get(payload);
  }
}
