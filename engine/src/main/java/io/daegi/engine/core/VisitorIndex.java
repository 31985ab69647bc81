package io.daegi.engine.core;

/**
 * Visitor to number, for living tokens: open addressing that stores the number alone and compares
 * ids in the {@link TokenTable}. It grows a slice with every change, so that no single join pays
 * for a rehash: during growth a look-up asks the new table first, then the old one, which is never
 * written to but for marks of removal.
 */
final class VisitorIndex {

  private static final int EMPTY = 0;
  private static final int REMOVED = -1;
  private static final int SLICE = 64;
  private static final int[] NONE = {};

  private final TokenTable tokens;
  private int[] table = new int[1024];
  private int[] old = NONE;
  private int migrated;
  private int count;

  VisitorIndex(TokenTable tokens) {
    this.tokens = tokens;
  }

  int count() {
    return count;
  }

  /** The visitor's number, or 0. */
  long find(long high, long low) {
    int at = locate(table, high, low);
    if (at >= 0) {
      return table[at];
    }
    at = locate(old, high, low);
    return at >= 0 ? old[at] : 0;
  }

  /** The visitor must not be there yet, and the token must stand in the token table already. */
  void add(long number, long high, long low) {
    migrate();
    if (old.length == 0 && count >= table.length / 2) {
      old = table;
      migrated = 0;
      table = new int[old.length * 2];
    }
    insert(table, (int) number, high, low);
    count++;
  }

  void remove(long high, long low) {
    int at = locate(old, high, low);
    if (at >= 0) {
      old[at] = REMOVED;
      count--;
    } else if (removeFromTable(high, low)) {
      count--;
    }
    migrate();
  }

  private boolean removeFromTable(long high, long low) {
    int hole = locate(table, high, low);
    if (hole < 0) {
      return false;
    }
    int mask = table.length - 1;
    for (int i = (hole + 1) & mask; table[i] != EMPTY; i = (i + 1) & mask) {
      int home = home(tokens.high(table[i]), tokens.low(table[i])) & mask;
      if (((i - home) & mask) >= ((i - hole) & mask)) {
        table[hole] = table[i];
        hole = i;
      }
    }
    table[hole] = EMPTY;
    return true;
  }

  private void migrate() {
    if (old.length == 0) {
      return;
    }
    int end = Math.min(migrated + SLICE, old.length);
    for (; migrated < end; migrated++) {
      int number = old[migrated];
      if (number > 0) {
        insert(table, number, tokens.high(number), tokens.low(number));
        old[migrated] = REMOVED;
      }
    }
    if (migrated == old.length) {
      old = NONE;
    }
  }

  private int locate(int[] where, long high, long low) {
    if (where.length == 0) {
      return -1;
    }
    int mask = where.length - 1;
    for (int i = home(high, low) & mask; where[i] != EMPTY; i = (i + 1) & mask) {
      int number = where[i];
      if (number > 0 && tokens.high(number) == high && tokens.low(number) == low) {
        return i;
      }
    }
    return -1;
  }

  private static void insert(int[] where, int number, long high, long low) {
    int mask = where.length - 1;
    int i = home(high, low) & mask;
    while (where[i] != EMPTY) {
      i = (i + 1) & mask;
    }
    where[i] = number;
  }

  private static int home(long high, long low) {
    long mixed = (high ^ (low * 0x9E3779B97F4A7C15L)) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 32);
  }
}
