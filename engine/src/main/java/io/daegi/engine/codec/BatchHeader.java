package io.daegi.engine.codec;

/**
 * The head of each record of the log. Batches of a partition are numbered without a gap, whatever
 * the offsets of the log do; an event's id is (partition, batch number, index in the batch).
 *
 * <pre>
 *  0        2       3       4            6                  14      18
 *  +--------+-------+-------+------------+------------------+-------+----------
 *  | "DG"   | major | minor | partition  | batch number     | count | events …
 *  +--------+-------+-------+------------+------------------+-------+----------
 * </pre>
 */
public record BatchHeader(int major, int minor, int partition, long batchNumber, int eventCount) {

  public static final int BYTES = 18;

  /** What this build writes; it reads every minor version of this major one. */
  public static final int MAJOR = 1;

  public static final int MINOR = 0;

  private static final int MAGIC = 'D' << 8 | 'G';

  public static void encode(int partition, long batchNumber, int eventCount, ByteWriter out) {
    out.putShort(MAGIC);
    out.putByte(MAJOR);
    out.putByte(MINOR);
    out.putShort(partition);
    out.putLong(batchNumber);
    out.putInt(eventCount);
  }

  /**
   * Reads a header and leaves the reader at the first event.
   *
   * @throws FormatException for bytes that are no batch, or one of a newer major version
   */
  public static BatchHeader decode(ByteReader in) {
    if (in.readShort() != MAGIC) {
      throw new FormatException("not a batch of Daegi's log");
    }
    int major = in.readByte();
    int minor = in.readByte();
    if (major != MAJOR) {
      throw new FormatException(
          "format %d.%d; this build reads %d.x: use a build that knows it"
              .formatted(major, minor, MAJOR));
    }
    return new BatchHeader(major, minor, in.readShort(), in.readLong(), in.readInt());
  }
}
