package io.daegi.booking.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Connections to PostgreSQL: pipelined, with prepared statements cached, and with time-outs on both
 * sides, so that an absent or stuck database is noticed within seconds. Usable from any context.
 */
public final class Database {

  private static final int POOL_SIZE = 16;
  private static final int MAX_WAITING = 2_048;
  private static final int PIPELINING = 64;

  /** How long to wait for a free connection, or for a new one. */
  private static final int CONNECT_TIMEOUT_MS = 2_000;

  /** Longest life of one answer from the database, as this process waits for it. */
  private static final long ANSWER_TIMEOUT_MS = 4_000;

  /** A connection that is silent for longer is dead: no statement may take that long. */
  private static final int SILENCE_TIMEOUT_MS = 10_000;

  private final Pool pool;

  private Database(Pool pool) {
    this.pool = pool;
  }

  public static Database connect(Vertx vertx, PgConnectOptions where) {
    PoolOptions poolOptions =
        new PoolOptions()
            .setMaxSize(POOL_SIZE)
            .setMaxWaitQueueSize(MAX_WAITING)
            .setConnectionTimeout(CONNECT_TIMEOUT_MS)
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    return new Database(
        PgBuilder.pool()
            .with(poolOptions)
            .with(transport())
            .connectingTo(tuned(where))
            .using(vertx)
            .build());
  }

  private static NetClientOptions transport() {
    return new NetClientOptions()
        .setConnectTimeout(CONNECT_TIMEOUT_MS)
        .setReadIdleTimeout(SILENCE_TIMEOUT_MS)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** What every connection of booking asks of the server. */
  public static PgConnectOptions tuned(PgConnectOptions where) {
    Map<String, String> properties = new HashMap<>(where.getProperties());
    properties.put("lock_timeout", "2500");
    properties.put("statement_timeout", "3500");
    properties.put("idle_in_transaction_session_timeout", "10000");
    return new PgConnectOptions(where)
        .setCachePreparedStatements(true)
        .setPipeliningLimit(PIPELINING)
        .setProperties(properties);
  }

  /** One statement in a transaction of its own. */
  public Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Runs {@code work} in one transaction: committed when its future succeeds, rolled back when it
   * fails; a {@link RefusedException} is the way to roll back with an answer.
   */
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return pool.withTransaction(work).timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  /** The same in as few round trips as can be; the work says when it commits. */
  public <T> Future<T> inPipelinedTransaction(Function<PipelinedTransaction, Future<T>> work) {
    return pool.withConnection(connection -> PipelinedTransaction.run(connection, work))
        .timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  public Future<Void> close() {
    return pool.close();
  }
}
