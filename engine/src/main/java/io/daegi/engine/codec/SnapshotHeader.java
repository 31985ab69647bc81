package io.daegi.engine.codec;

import java.util.zip.CRC32;

/**
 * The head of each part of a snapshot. A snapshot is whole when its parts from 0 to one that is
 * marked as the last are there; each part can be checked alone, and the digest is that of the
 * machine that the whole makes.
 *
 * <pre>
 *  0        2       3       4            6               14             22       30      34     35      39
 *  +--------+-------+-------+------------+---------------+--------------+--------+-------+------+-------+-----
 *  | "DS"   | major | minor | partition  | last batch    | next offset  | digest | part  | last | crc32 | body
 *  +--------+-------+-------+------------+---------------+--------------+--------+-------+------+-------+-----
 * </pre>
 *
 * @param lastBatch the last batch that the state includes
 * @param nextOffset where in the log to read on
 * @param digest of the machine's canonical state
 * @param part from 0
 * @param last whether no part follows
 */
public record SnapshotHeader(
    int partition, long lastBatch, long nextOffset, long digest, int part, boolean last) {

  public static final int BYTES = 39;

  /** What this build writes and reads. A snapshot of another version is not for it. */
  public static final int MAJOR = 1;

  public static final int MINOR = 0;

  private static final int MAGIC = 'D' << 8 | 'S';

  /** Header and body as one record. */
  public byte[] encode(byte[] body, int length) {
    var out = new ByteWriter(BYTES + length);
    out.putShort(MAGIC);
    out.putByte(MAJOR);
    out.putByte(MINOR);
    out.putShort(partition);
    out.putLong(lastBatch);
    out.putLong(nextOffset);
    out.putLong(digest);
    out.putInt(part);
    out.putByte(last ? 1 : 0);
    out.putInt(crc(body, 0, length));
    out.put(body, 0, length);
    return out.toBytes();
  }

  /**
   * Whether a newer build wrote this: an older build beside it passes it over, and starts from an
   * older snapshot or from the log.
   */
  public static boolean isNewer(byte[] record) {
    boolean snapshot = record.length >= BYTES && record[0] == 'D' && record[1] == 'S';
    return snapshot && (record[2] > MAJOR || (record[2] == MAJOR && record[3] > MINOR));
  }

  /**
   * Reads and checks one part.
   *
   * @throws FormatException for bytes that are no part of a snapshot, or a damaged one
   */
  public static SnapshotHeader decode(byte[] record) {
    var in = new ByteReader().wrap(record, 0, record.length);
    if (in.readShort() != MAGIC) {
      throw new FormatException("not a part of a snapshot");
    }
    int major = in.readByte();
    int minor = in.readByte();
    if (major != MAJOR || minor > MINOR) {
      throw new FormatException(
          "a snapshot of format %d.%d; this build reads %d.%d"
              .formatted(major, minor, MAJOR, MINOR));
    }
    var header =
        new SnapshotHeader(
            in.readShort(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readInt(),
            in.readByte() == 1);
    if (in.readInt() != crc(record, BYTES, record.length - BYTES)) {
      throw new FormatException("a part of a snapshot is damaged: its checksum does not fit");
    }
    return header;
  }

  private static int crc(byte[] bytes, int from, int length) {
    var crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
