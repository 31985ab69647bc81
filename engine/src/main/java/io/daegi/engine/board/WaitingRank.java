package io.daegi.engine.board;

import java.util.Arrays;

/**
 * The numbers that wait, as a bitset that can say how many of them are smaller than a given one.
 * Beside the bits stand two levels of running counts: how many wait in the blocks before this one
 * of the same chunk, and how many in the chunks before this one. A rank is therefore two loads and
 * at most eight counted words, among ten million numbers as among a thousand; the writer pays for
 * it with at most 127 + 244 additions in a row when a single number goes or returns.
 *
 * <pre>
 *  number  63 ............ 16 | 15 ............ 9 | 8 ....... 6 | 5 .... 0
 *          chunk in directory | block in chunk    | word in block | bit
 * </pre>
 *
 * One bit a number and 3 % for the counts. One thread writes; others read under the board's
 * sequence lock.
 */
final class WaitingRank {

  private static final int CHUNK_SHIFT = TokenStates.CHUNK_SHIFT;
  private static final int BLOCK_SHIFT = 9;
  private static final int BLOCKS_PER_CHUNK = 1 << (CHUNK_SHIFT - BLOCK_SHIFT);
  private static final int WORDS_PER_BLOCK = 1 << (BLOCK_SHIFT - 6);
  private static final int WORDS_PER_CHUNK = 1 << (CHUNK_SHIFT - 6);

  private long[][] bits = {new long[WORDS_PER_CHUNK]};
  private char[][] beforeBlock = {new char[BLOCKS_PER_CHUNK]};
  private int[] beforeChunk = new int[1];

  /** The last block that has counts; it holds the highest number ever added. */
  private long lastBlock;

  /** Whether a number waits; it must not exceed the highest ever added. */
  boolean has(long number) {
    return (bits[(int) (number >>> CHUNK_SHIFT)][wordInChunk(number)] >>> number & 1) != 0;
  }

  /** How many numbers below this one wait; the number must not exceed the highest ever added. */
  int below(long number) {
    int chunk = (int) (number >>> CHUNK_SHIFT);
    int block = blockInChunk(number);
    int word = wordInChunk(number);
    long[] words = bits[chunk];
    int count = beforeChunk[chunk] + beforeBlock[chunk][block];
    for (int w = block * WORDS_PER_BLOCK; w < word; w++) {
      count += Long.bitCount(words[w]);
    }
    return count + Long.bitCount(words[word] & ((1L << number) - 1));
  }

  /** Adds a number that is higher than every number before it. */
  void append(long number) {
    reach(number);
    bits[(int) (number >>> CHUNK_SHIFT)][wordInChunk(number)] |= 1L << number;
  }

  /** From now on this is the highest number, whether it waits or not. */
  void reach(long number) {
    while (lastBlock < number >>> BLOCK_SHIFT) {
      openNextBlock();
    }
  }

  /** Adds a number that was in the set before and is not now. */
  void restore(long number) {
    bits[(int) (number >>> CHUNK_SHIFT)][wordInChunk(number)] |= 1L << number;
    shiftCountsAfter(number, 1);
  }

  /** Removes a number that is in the set. */
  void remove(long number) {
    bits[(int) (number >>> CHUNK_SHIFT)][wordInChunk(number)] &= ~(1L << number);
    shiftCountsAfter(number, -1);
  }

  /** Removes every number from {@code from} to {@code to}, which must not exceed the highest. */
  void removeRange(long from, long to) {
    int firstChunk = (int) (from >>> CHUNK_SHIFT);
    int lastChunkTouched = (int) (to >>> CHUNK_SHIFT);
    int removed = 0;
    for (int chunk = firstChunk; chunk <= lastChunk(); chunk++) {
      beforeChunk[chunk] -= removed;
      if (chunk <= lastChunkTouched) {
        removed += removeInChunk(chunk, from, to);
      }
    }
  }

  private int removeInChunk(int chunk, long from, long to) {
    long base = (long) chunk << CHUNK_SHIFT;
    long first = Math.max(from, base);
    long last = Math.min(to, base + (1L << CHUNK_SHIFT) - 1);
    char[] before = beforeBlock[chunk];
    int removed = 0;
    for (int block = blockInChunk(first); block <= lastBlockIn(chunk); block++) {
      before[block] -= (char) removed;
      long blockBase = base + ((long) block << BLOCK_SHIFT);
      if (blockBase <= last) {
        long blockEnd = blockBase + (1L << BLOCK_SHIFT) - 1;
        removed += clear(bits[chunk], Math.max(first, blockBase), Math.min(last, blockEnd));
      }
    }
    return removed;
  }

  /** Clears the bits of two numbers of one chunk and all between; returns how many were set. */
  private static int clear(long[] words, long first, long last) {
    int cleared = 0;
    int lastWord = wordInChunk(last);
    for (int word = wordInChunk(first); word <= lastWord; word++) {
      long mask = word == wordInChunk(first) ? -1L << first : -1L;
      if (word == lastWord) {
        mask &= -1L >>> (63 - (last & 63));
      }
      cleared += Long.bitCount(words[word] & mask);
      words[word] &= ~mask;
    }
    return cleared;
  }

  private void shiftCountsAfter(long number, int by) {
    int chunk = (int) (number >>> CHUNK_SHIFT);
    char[] before = beforeBlock[chunk];
    int end = lastBlockIn(chunk);
    for (int block = blockInChunk(number) + 1; block <= end; block++) {
      before[block] += (char) by;
    }
    int[] chunkCounts = beforeChunk;
    int chunks = lastChunk() + 1;
    for (int later = chunk + 1; later < chunks; later++) {
      chunkCounts[later] += by;
    }
  }

  private void openNextBlock() {
    int chunk = lastChunk();
    int block = lastBlockIn(chunk);
    int upTo = beforeBlock[chunk][block] + bitsInBlock(bits[chunk], block);
    lastBlock++;
    if (block + 1 < BLOCKS_PER_CHUNK) {
      beforeBlock[chunk][block + 1] = (char) upTo;
    } else {
      openNextChunk(chunk + 1, beforeChunk[chunk] + upTo);
    }
  }

  private void openNextChunk(int chunk, int before) {
    if (chunk == bits.length) {
      int longer = bits.length * 2;
      bits = Arrays.copyOf(bits, longer);
      beforeBlock = Arrays.copyOf(beforeBlock, longer);
      beforeChunk = Arrays.copyOf(beforeChunk, longer);
    }
    bits[chunk] = new long[WORDS_PER_CHUNK];
    beforeBlock[chunk] = new char[BLOCKS_PER_CHUNK];
    beforeChunk[chunk] = before;
  }

  private static int bitsInBlock(long[] words, int block) {
    int count = 0;
    for (int w = block * WORDS_PER_BLOCK; w < (block + 1) * WORDS_PER_BLOCK; w++) {
      count += Long.bitCount(words[w]);
    }
    return count;
  }

  private int lastChunk() {
    return (int) (lastBlock >>> (CHUNK_SHIFT - BLOCK_SHIFT));
  }

  private int lastBlockIn(int chunk) {
    return chunk < lastChunk() ? BLOCKS_PER_CHUNK - 1 : (int) lastBlock & (BLOCKS_PER_CHUNK - 1);
  }

  private static int blockInChunk(long number) {
    return (int) (number >>> BLOCK_SHIFT) & (BLOCKS_PER_CHUNK - 1);
  }

  private static int wordInChunk(long number) {
    return (int) (number >>> 6) & (WORDS_PER_CHUNK - 1);
  }
}
