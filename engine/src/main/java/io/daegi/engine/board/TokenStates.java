package io.daegi.engine.board;

import java.util.Arrays;

/**
 * Number to 4-bit code, 16 numbers a word, in chunks that are made when a number of theirs first
 * leaves code 0.
 *
 * <pre>
 *  number  63 ............ 16 | 15 ............ 4 | 3 ..... 0
 *          chunk in directory | word in chunk     | nibble in word
 * </pre>
 *
 * One thread writes; others read under the board's sequence lock.
 */
final class TokenStates {

  static final int CHUNK_SHIFT = 16;
  private static final int WORDS_PER_CHUNK = 1 << (CHUNK_SHIFT - 4);
  private static final long LOW_BITS = 0x1111_1111_1111_1111L;

  private long[][] chunks = new long[1][];

  int get(long number) {
    long[][] directory = chunks;
    int at = (int) (number >>> CHUNK_SHIFT);
    long[] chunk = at < directory.length ? directory[at] : null;
    return chunk == null ? 0 : (int) (chunk[wordInChunk(number)] >>> shift(number)) & 0xF;
  }

  /** The codes of the 16 numbers among which this one is. */
  long word(long number) {
    int at = (int) (number >>> CHUNK_SHIFT);
    return at < chunks.length && chunks[at] != null ? chunks[at][wordInChunk(number)] : 0;
  }

  void setWord(long number, long codes) {
    if (codes != word(number)) {
      chunkOf(number)[wordInChunk(number)] = codes;
    }
  }

  void set(long number, int code) {
    long[] chunk = chunkOf(number);
    int word = wordInChunk(number);
    int shift = shift(number);
    chunk[word] = (chunk[word] & ~(0xFL << shift)) | ((long) code << shift);
  }

  /**
   * Gives every number from {@code from} to {@code to} that has the code {@code before} the code
   * {@code after}, 16 at a time.
   *
   * @return how many had it
   */
  int replace(long from, long to, int before, int after) {
    int replaced = 0;
    for (long word = from >>> 4; word <= to >>> 4; word++) {
      long first = Math.max(from, word << 4);
      long last = Math.min(to, (word << 4) + 15);
      long[] chunk = chunkOf(first);
      int at = wordInChunk(first);
      long matches = equalNibbles(chunk[at], before) & nibbleMask(shift(first), shift(last));
      chunk[at] ^= matches * (before ^ after);
      replaced += Long.bitCount(matches);
    }
    return replaced;
  }

  /** The lowest bit of each nibble that equals the code. */
  private static long equalNibbles(long word, int code) {
    long differing = word ^ (code * LOW_BITS);
    differing |= differing >>> 1;
    differing |= differing >>> 2;
    return ~differing & LOW_BITS;
  }

  private static long nibbleMask(int firstShift, int lastShift) {
    return (-1L << firstShift) & (-1L >>> (60 - lastShift));
  }

  private static int wordInChunk(long number) {
    return (int) (number >>> 4) & (WORDS_PER_CHUNK - 1);
  }

  private static int shift(long number) {
    return (int) (number & 15) << 2;
  }

  private long[] chunkOf(long number) {
    int at = (int) (number >>> CHUNK_SHIFT);
    if (at >= chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(at + 1, chunks.length * 2));
    }
    long[] chunk = chunks[at];
    if (chunk == null) {
      chunk = new long[WORDS_PER_CHUNK];
      chunks[at] = chunk;
    }
    return chunk;
  }
}
