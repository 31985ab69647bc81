package io.daegi.engine.table;

import io.daegi.engine.model.TokenState;
import java.util.Arrays;

/**
 * Every token of one queue by number. A state costs one byte and is kept for ever; who holds the
 * token, when it joined and when it was last seen (24 bytes) is kept in chunks until all tokens of
 * a chunk ended.
 */
public final class TokenTable {

  private static final int CHUNK_BITS = 14;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int MASK = CHUNK - 1;
  private static final byte WAITING = (byte) TokenState.WAITING.code();

  private static final class Chunk {
    final long[] ids = new long[2 * CHUNK];
    final int[] seenDs = new int[CHUNK];
    final int[] joinedDs = new int[CHUNK];
    int living;
  }

  private byte[][] states = new byte[4][];
  private Chunk[] chunks = new Chunk[4];
  private long lastNumber;

  public long lastNumber() {
    return lastNumber;
  }

  /**
   * Adds the next number, WAITING and seen now.
   *
   * @param waitingMs a reading of the queue's waiting clock
   * @param ageMs of the shard
   */
  public void add(long number, long high, long low, long waitingMs, long ageMs) {
    int at = chunkOf(number);
    if (at == chunks.length) {
      chunks = Arrays.copyOf(chunks, at * 2);
      states = Arrays.copyOf(states, at * 2);
    }
    if (states[at] == null) {
      states[at] = new byte[CHUNK];
      chunks[at] = new Chunk();
      dropIfDead(at - 1);
    }
    int i = (int) number & MASK;
    Chunk chunk = chunks[at];
    chunk.ids[2 * i] = high;
    chunk.ids[2 * i + 1] = low;
    chunk.seenDs[i] = deciseconds(waitingMs);
    chunk.joinedDs[i] = deciseconds(ageMs);
    chunk.living++;
    states[at][i] = WAITING;
    lastNumber = number;
  }

  public TokenState state(long number) {
    return TokenState.ofCode(stateCode(number));
  }

  public int stateCode(long number) {
    return states[chunkOf(number)][(int) number & MASK];
  }

  public void setState(long number, TokenState state) {
    states[chunkOf(number)][(int) number & MASK] = (byte) state.code();
  }

  /** Forgets who held the token; its state stays. */
  public void forget(long number) {
    int at = chunkOf(number);
    chunks[at].living--;
    if (at < chunkOf(lastNumber)) {
      dropIfDead(at);
    }
  }

  private void dropIfDead(int at) {
    if (at >= 0 && chunks[at] != null && chunks[at].living == 0) {
      chunks[at] = null;
    }
  }

  /** Whether nobody knows any more who held the token: it and all its neighbours ended. */
  public boolean isForgotten(long number) {
    return chunks[chunkOf(number)] == null;
  }

  public boolean belongsTo(long number, long high, long low) {
    return high(number) == high && low(number) == low;
  }

  public long high(long number) {
    return chunks[chunkOf(number)].ids[2 * ((int) number & MASK)];
  }

  public long low(long number) {
    return chunks[chunkOf(number)].ids[2 * ((int) number & MASK) + 1];
  }

  /** The first WAITING number of {@code (after, end]} last seen before then, or end + 1. */
  public long nextSilent(long after, long end, long beforeMs) {
    int beforeDs = deciseconds(beforeMs);
    for (long number = after + 1; number <= end; number = (number | MASK) + 1) {
      byte[] state = states[chunkOf(number)];
      Chunk chunk = chunks[chunkOf(number)];
      long lastOfChunk = Math.min(end, number | MASK);
      if (chunk == null) {
        continue;
      }
      for (long at = number; at <= lastOfChunk; at++) {
        int i = (int) at & MASK;
        if (state[i] == WAITING && chunk.seenDs[i] < beforeDs) {
          return at;
        }
      }
    }
    return end + 1;
  }

  public void setSeen(long number, long waitingMs) {
    chunks[chunkOf(number)].seenDs[(int) number & MASK] = deciseconds(waitingMs);
  }

  private static int chunkOf(long number) {
    return (int) (number >>> CHUNK_BITS);
  }

  /** The shard's age when the token joined. */
  public long joinedMs(long number) {
    return 100L * chunks[chunkOf(number)].joinedDs[(int) number & MASK];
  }

  /** Rounded up: nobody counts as silent before their time. */
  private static int deciseconds(long ms) {
    return (int) ((ms + 99) / 100);
  }
}
