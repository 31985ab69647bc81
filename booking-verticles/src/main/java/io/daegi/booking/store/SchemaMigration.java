package io.daegi.booking.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to the version of this program, once at start; several processes may try. */
public final class SchemaMigration {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

  private SchemaMigration() {}

  /** Blocking work, done on a worker thread; fails when the database cannot be reached. */
  public static Future<Void> run(Vertx vertx, PgConnectOptions where) {
    return vertx.executeBlocking(() -> migrate(dataSource(where)), false);
  }

  private static Void migrate(PGSimpleDataSource source) {
    MigrateResult result =
        Flyway.configure(SchemaMigration.class.getClassLoader())
            .dataSource(source)
            .locations("classpath:db/migration")
            .load()
            .migrate();
    if (result.migrationsExecuted > 0) {
      LOG.info("booking schema brought to version {}", result.targetSchemaVersion);
    }
    return null;
  }

  private static PGSimpleDataSource dataSource(PgConnectOptions where) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {where.getHost()});
    source.setPortNumbers(new int[] {where.getPort()});
    source.setDatabaseName(where.getDatabase());
    source.setUser(where.getUser());
    source.setPassword(where.getPassword());
    source.setSslMode(where.getSslMode().value);
    source.setConnectTimeout(5);
    return source;
  }
}
