package io.daegi.engine.codec;

import java.util.zip.CRC32;

/**
 * The head of each part of a snapshot: first the parts of the board's state, then those of the
 * machine's. A snapshot is whole when its parts from 0 to one that is marked as the last are there;
 * each part can be checked alone, and the digest is that of the state that its parts make.
 *
 * <pre>
 *  0        2       3       4            6               14             22       30      34      35      39
 *  +--------+-------+-------+------------+---------------+--------------+--------+-------+-------+-------+-----
 *  | "DS"   | major | minor | partition  | last batch    | next offset  | digest | part  | flags | crc32 | body
 *  +--------+-------+-------+------------+---------------+--------------+--------+-------+-------+-------+-----
 *  flags: 1 the last part, 2 a part of the board's state
 * </pre>
 *
 * <p>The first builds knew the machine alone.
 *
 * @param version that of the last batch, so that whoever starts from here writes on in it
 * @param lastBatch the last batch that the state includes
 * @param nextOffset where in the log to read on
 * @param digest of the state, the board's or the machine's, that this is a part of
 * @param part from 0
 * @param last whether no part follows
 * @param ofBoard whether it is a part of the board's state
 */
public record SnapshotHeader(
    FormatVersion version,
    int partition,
    long lastBatch,
    long nextOffset,
    long digest,
    int part,
    boolean last,
    boolean ofBoard) {

  public static final int BYTES = 39;

  private static final int MAGIC = 'D' << 8 | 'S';
  private static final int LAST = 1;
  private static final int OF_BOARD = 2;

  /** Header and body as one record. */
  public byte[] encode(byte[] body, int length) {
    var out = new ByteWriter(BYTES + length);
    out.putShort(MAGIC);
    out.putByte(version.major());
    out.putByte(version.minor());
    out.putShort(partition);
    out.putLong(lastBatch);
    out.putLong(nextOffset);
    out.putLong(digest);
    out.putInt(part);
    out.putByte((last ? LAST : 0) | (ofBoard ? OF_BOARD : 0));
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
    return snapshot
        && new FormatVersion(record[2] & 0xFF, record[3] & 0xFF).isNewerThan(FormatVersion.NEWEST);
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
    var version = new FormatVersion(in.readByte(), in.readByte());
    FormatVersion newest = FormatVersion.NEWEST;
    if (version.major() != newest.major() || version.isNewerThan(newest)) {
      throw new FormatException(
          "a snapshot of format %s; this build reads %s".formatted(version, newest));
    }
    int partition = in.readShort();
    long lastBatch = in.readLong();
    long nextOffset = in.readLong();
    long digest = in.readLong();
    int part = in.readInt();
    int flags = in.readByte();
    if (lastBatch < 0 || nextOffset < 0 || part < 0) {
      throw new FormatException(
          "part %d of a snapshot of batch %d, to go on at offset %d: none is below zero"
              .formatted(part, lastBatch, nextOffset));
    }
    if (in.readInt() != crc(record, BYTES, record.length - BYTES)) {
      throw new FormatException("a part of a snapshot is damaged: its checksum does not fit");
    }
    return new SnapshotHeader(
        version,
        partition,
        lastBatch,
        nextOffset,
        digest,
        part,
        (flags & LAST) != 0,
        (flags & OF_BOARD) != 0);
  }

  private static int crc(byte[] bytes, int from, int length) {
    var crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
