package io.daegi.booking.store;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells an absent, stuck or overloaded database from a bug. */
public final class Trouble {

  private static final String UNIQUE_VIOLATION = "23505";

  private Trouble() {}

  /** Whether asking again later may help: the database is away, slow, or gave up a deadlock. */
  public static boolean isAway(Throwable cause) {
    return switch (cause) {
      case PgException failure -> isPassing(failure.getSqlState());
      case ClosedConnectionException closed -> true;
      case TransactionRollbackException rolledBack -> true;
      case VertxException transport -> true;
      case TimeoutException late -> true;
      case IOException transport -> true;
      default -> cause.getCause() != null && isAway(cause.getCause());
    };
  }

  /**
   * Connection (08), conflict (40), resources (53), lock not available (55), operator (57), I/O
   * (58).
   */
  private static boolean isPassing(String sqlState) {
    return sqlState != null
        && switch (sqlState.substring(0, 2)) {
          case "08", "40", "53", "55", "57", "58" -> true;
          default -> false;
        };
  }

  /** Whether a row with the same value of this unique constraint exists already. */
  public static boolean isDuplicate(Throwable cause, String constraint) {
    return cause instanceof PgException failure
        && UNIQUE_VIOLATION.equals(failure.getSqlState())
        && constraint.equals(failure.getConstraint());
  }
}
