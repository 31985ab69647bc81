package io.daegi.engine.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The joins that a process was told are durable, in a file that outlives it: who reads it knows no
 * more than a visitor whose answer arrived. A record that was cut off was not told.
 *
 * <pre>
 *  0        8               16             24
 *  +--------+---------------+--------------+
 *  | number | visitor, high | visitor, low |
 *  +--------+---------------+--------------+
 * </pre>
 */
final class ToldJoins {

  private static final int RECORD_BYTES = 24;

  /** Whoever reads told joins. */
  interface Reader {
    void told(long number, long visitorHigh, long visitorLow);
  }

  private ToldJoins() {}

  static Path file(Path folder) {
    return folder.resolve("told.bin");
  }

  /** How many are told so far. */
  static long count(Path folder) {
    try {
      Path file = file(folder);
      return Files.exists(file) ? Files.size(file) / RECORD_BYTES : 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void read(Path folder, Reader reader) throws IOException {
    if (count(folder) == 0) {
      return;
    }
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file(folder)));
    while (all.remaining() >= RECORD_BYTES) {
      reader.told(all.getLong(), all.getLong(), all.getLong());
    }
  }

  /** Writes on a thread of its own, so that whoever tells is not held up. */
  static final class Writer {

    private final FileChannel channel;
    private ByteBuffer filling = ByteBuffer.allocate(1 << 16);
    private ByteBuffer writing = ByteBuffer.allocate(1 << 16);

    Writer(Path folder) throws IOException {
      channel =
          FileChannel.open(file(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      var thread = new Thread(this::write, "told");
      thread.setDaemon(true);
      thread.start();
    }

    synchronized void tell(long number, long visitorHigh, long visitorLow) {
      if (filling.remaining() < RECORD_BYTES) {
        filling = ByteBuffer.allocate(2 * filling.capacity()).put(filling.flip());
      }
      filling.putLong(number).putLong(visitorHigh).putLong(visitorLow);
      notifyAll();
    }

    private synchronized ByteBuffer next() throws InterruptedException {
      while (filling.position() == 0) {
        wait();
      }
      ByteBuffer full = filling;
      filling = writing.clear();
      writing = full;
      return full.flip();
    }

    private void write() {
      try {
        while (true) {
          ByteBuffer full = next();
          while (full.hasRemaining()) {
            channel.write(full);
          }
        }
      } catch (IOException | InterruptedException e) {
        EngineProcess.die(e);
      }
    }
  }
}
