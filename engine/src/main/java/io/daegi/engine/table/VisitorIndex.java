package io.daegi.engine.table;

import java.util.Arrays;

/**
 * Visitor to number, for living tokens: open addressing in {@value #SEGMENTS} segments, each of
 * which grows when it is four fifths full, to twice its size while it is small and by three eighths
 * later, so that no join pays for more than one segment. A place holds 33 bits of the visitor's
 * hash above the number: whoever searches or moves entries need not look at ids, which lie
 * elsewhere in memory, but to confirm what was found.
 */
public final class VisitorIndex {

  private static final int SEGMENT_BITS = 10;
  private static final int SEGMENTS = 1 << SEGMENT_BITS;
  private static final int TAG_BITS = 33;
  private static final int NUMBER_BITS = 31;
  private static final long TAG_MASK = (1L << TAG_BITS) - 1;
  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
  private static final int SMALLEST = 16;
  private static final int FAIR = 512;
  private static final long EMPTY = 0;
  private static final long[] NONE = {};

  private final TokenTable tokens;
  private final long[][] segments = new long[SEGMENTS][];
  private final int[] counts = new int[SEGMENTS];

  /** Where the last search ended in vain, until something moves: there the visitor is added. */
  private long[] missed = NONE;

  private long missedHash;
  private int missedAt;

  public VisitorIndex(TokenTable tokens) {
    this.tokens = tokens;
    Arrays.fill(segments, NONE);
  }

  /** The visitor's number, or 0. */
  public long find(long high, long low) {
    long hash = hash(high, low);
    long[] places = segments[segmentOf(hash)];
    if (places.length == 0) {
      return 0;
    }
    long tag = tagOf(hash);
    int i = home(tag, places.length);
    for (; places[i] != EMPTY; i = next(i, places.length)) {
      long number = places[i] & NUMBER_MASK;
      if (places[i] >>> NUMBER_BITS == tag && tokens.belongsTo(number, high, low)) {
        return number;
      }
    }
    missed = places;
    missedHash = hash;
    missedAt = i;
    return 0;
  }

  /**
   * Brings the place where the visitor would stand into the cache; what it returns means nothing.
   */
  public long touch(long high, long low) {
    long hash = hash(high, low);
    long[] places = segments[segmentOf(hash)];
    return places.length == 0 ? 0 : places[home(tagOf(hash), places.length)];
  }

  /** The visitor must not be there yet. */
  public void add(long number, long high, long low) {
    long hash = hash(high, low);
    int segment = segmentOf(hash);
    if (++counts[segment] > segments[segment].length / 16 * 13) {
      segments[segment] = grown(segments[segment]);
    }
    long entry = tagOf(hash) << NUMBER_BITS | number;
    if (missed == segments[segment] && missedHash == hash) {
      missed[missedAt] = entry;
    } else {
      insert(segments[segment], entry);
    }
    missed = NONE;
  }

  /** Forgets the visitor who has this number, if it is there. */
  public void remove(long number, long high, long low) {
    long hash = hash(high, low);
    int segment = segmentOf(hash);
    long[] places = segments[segment];
    if (places.length == 0) {
      return;
    }
    long entry = tagOf(hash) << NUMBER_BITS | number;
    int hole = home(tagOf(hash), places.length);
    while (places[hole] != entry) {
      if (places[hole] == EMPTY) {
        return;
      }
      hole = next(hole, places.length);
    }
    close(places, hole);
    missed = NONE;
    counts[segment]--;
  }

  /** Moves back whoever stands behind the hole because of it. */
  private static void close(long[] places, int from) {
    int hole = from;
    for (int i = next(hole, places.length); places[i] != EMPTY; i = next(i, places.length)) {
      int home = home(places[i] >>> NUMBER_BITS, places.length);
      if (distance(home, i, places.length) >= distance(hole, i, places.length)) {
        places[hole] = places[i];
        hole = i;
      }
    }
    places[hole] = EMPTY;
  }

  private static long[] grown(long[] old) {
    int step = old.length < FAIR ? old.length : old.length / 8 * 3;
    long[] places = new long[Math.max(SMALLEST, (old.length + step + 15) & ~15)];
    for (long entry : old) {
      if (entry != EMPTY) {
        insert(places, entry);
      }
    }
    return places;
  }

  private static void insert(long[] places, long entry) {
    int i = home(entry >>> NUMBER_BITS, places.length);
    while (places[i] != EMPTY) {
      i = next(i, places.length);
    }
    places[i] = entry;
  }

  private static int next(int i, int length) {
    return i + 1 == length ? 0 : i + 1;
  }

  private static int distance(int from, int to, int length) {
    return to >= from ? to - from : to - from + length;
  }

  private static int segmentOf(long hash) {
    return (int) (hash >>> (Long.SIZE - SEGMENT_BITS));
  }

  private static long tagOf(long hash) {
    return (hash >>> (Long.SIZE - SEGMENT_BITS - TAG_BITS)) & TAG_MASK;
  }

  /** Spreads tags over any number of places, which need not be a power of two. */
  private static int home(long tag, int places) {
    return (int) ((tag * places) >>> TAG_BITS);
  }

  private static long hash(long high, long low) {
    long mixed = (high ^ (low * 0x9E3779B97F4A7C15L)) * 0xBF58476D1CE4E5B9L;
    return (mixed ^ (mixed >>> 32)) * 0x94D049BB133111EBL;
  }
}
