package io.daegi.booking.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * A transaction whose {@code BEGIN} travels with its first statements and whose {@code COMMIT}
 * travels with its last ones: two round trips where there would be four or more. Statements are
 * sent without waiting for each other. After one that fails PostgreSQL executes none of those that
 * follow, and its {@code COMMIT} rolls back.
 */
public final class PipelinedTransaction {

  private final SqlConnection connection;
  private final Future<?> begun;
  private Future<?> ended;

  private PipelinedTransaction(SqlConnection connection) {
    this.connection = connection;
    this.begun = connection.query("begin").execute();
  }

  /** Runs the work; without {@link #commitAfter} all of it is rolled back. */
  static <T> Future<T> run(
      SqlConnection connection, Function<PipelinedTransaction, Future<T>> work) {
    var transaction = new PipelinedTransaction(connection);
    Future<T> done;
    try {
      done = work.apply(transaction);
    } catch (RuntimeException bug) {
      done = Future.failedFuture(bug);
    }
    return transaction.endWith(done);
  }

  private <T> Future<T> endWith(Future<T> done) {
    return done.transform(
        outcome -> {
          if (ended == null) {
            ended = connection.query("rollback").execute();
          }
          return Future.join(begun, ended).compose(all -> done, trouble -> failed(done, trouble));
        });
  }

  /** What a statement failed with says more than what came of its transaction. */
  private static <T> Future<T> failed(Future<T> done, Throwable trouble) {
    return done.failed() ? done : Future.failedFuture(trouble);
  }

  /** Where statements are sent. */
  public SqlConnection connection() {
    return connection;
  }

  /**
   * Sends {@code COMMIT} behind the last statements, which were sent just now.
   *
   * @return what they gave, when it is committed
   */
  public <T> Future<T> commitAfter(Future<T> last) {
    ended = connection.query("commit").execute();
    return last.compose(done -> ended.map(committed -> done));
  }
}
