package io.daegi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to use a data directory, held by one process at a time. The operating system takes it
 * back when the process dies, however it dies, so that no stale lock is ever left behind.
 */
public final class DataDirLock implements AutoCloseable {
  private static final String FILE_NAME = "daegi.lock";

  /**
   * Far behind the text of the file, so that others can read the holder where locks are mandatory.
   */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final FileChannel channel;

  private DataDirLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, and makes the directory if it is missing.
   *
   * @throws DataDirInUse if another instance, of this process or another one, holds it
   */
  public static DataDirLock acquire(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new DataDirInUse(directory, holder(file));
      }
      sign(channel);
      return new DataDirLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the data directory " + directory + " cannot be used: " + e, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static void sign(FileChannel channel) throws IOException {
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid), 0);
  }

  private static String holder(Path file) throws IOException {
    String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "another process" : "the process with id " + pid;
  }

  /**
   * Gives the directory back; the lock file stays, since deleting it would let two processes in.
   */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of the data directory could not be given back", e);
    }
  }
}
