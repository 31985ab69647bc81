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
public record BatchHeader(FormatVersion version, int partition, long batchNumber, int eventCount) {

  public static final int BYTES = 18;

  private static final int MAGIC = 'D' << 8 | 'G';

  public static void encode(
      FormatVersion version, int partition, long batchNumber, int eventCount, ByteWriter out) {
    out.putShort(MAGIC);
    out.putByte(version.major());
    out.putByte(version.minor());
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
    var version = new FormatVersion(in.readByte(), in.readByte());
    int known = FormatVersion.NEWEST.major();
    if (version.major() != known) {
      throw new FormatException(
          "format %s; this build reads %d.x".formatted(version, known),
          "Use a build that reads %d.x".formatted(version.major()));
    }
    return new BatchHeader(version, in.readShort(), in.readLong(), in.readInt());
  }
}
