package io.daegi.engine.pipeline;

import io.daegi.engine.codec.ByteWriter;

/**
 * The events of {@value #SIZE} neighbouring commands, as bytes one after the other, so that the
 * journal copies a block and not a command. There is one block more than the ring has places for: a
 * block is written anew only when the last of its commands has been answered, not the first.
 */
final class EventBlocks {

  static final int SIZE = 64;
  private static final int USUAL_BYTES = SIZE * 32;

  private final ByteWriter[] blocks;

  EventBlocks(int ringSize) {
    blocks = new ByteWriter[ringSize / SIZE + 1];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new ByteWriter(USUAL_BYTES);
    }
  }

  static boolean isFirst(long sequence) {
    return sequence % SIZE == 0;
  }

  static boolean isLast(long sequence) {
    return sequence % SIZE == SIZE - 1;
  }

  /** The block that a command's events stand in. */
  ByteWriter of(long sequence) {
    return blocks[(int) (sequence / SIZE % blocks.length)];
  }
}
