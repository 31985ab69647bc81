package io.daegi.engine.codec;

import java.util.List;

/**
 * A version of the log's format. Whoever reads a major version reads every minor one of it, and
 * skips what it does not know; whoever writes, writes exactly the version that it was given.
 */
public record FormatVersion(int major, int minor) implements Comparable<FormatVersion> {

  public static final FormatVersion V1_0 = new FormatVersion(1, 0);

  /** Entry and lane of who joined, where they say more than the number. */
  public static final FormatVersion V1_1 = new FormatVersion(1, 1);

  /** What this build can write, oldest first. */
  public static final List<FormatVersion> WRITABLE = List.of(V1_0, V1_1);

  public static final FormatVersion NEWEST = WRITABLE.getLast();

  @Override
  public int compareTo(FormatVersion other) {
    return major == other.major
        ? Integer.compare(minor, other.minor)
        : Integer.compare(major, other.major);
  }

  public boolean isNewerThan(FormatVersion other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
