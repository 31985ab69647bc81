package io.daegi.bench.peers;

import io.daegi.engine.model.VisitorId;

/** The people of all crowds: each has a number by which the benchmark knows it, and an id. */
public final class Visitors {

  private Visitors() {}

  public static VisitorId id(long visitor) {
    return new VisitorId(high(visitor), visitor);
  }

  /** The upper half of a pseudonym: as scattered as a hash. The lower half is the number. */
  public static long high(long visitor) {
    long mixed = (visitor ^ (visitor >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
