package io.daegi.booking.outbox;

import io.daegi.booking.store.Database;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the outbox to Kafka, on a thread of its own: at once when poked after a
 * commit, and each second for what other processes left behind. One relay in the cluster serves a
 * partition at a time, so that events keep their order.
 */
public final class OutboxRelay implements AutoCloseable {

  static final int BATCH = 500;

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final long POLL_MS = 1_000;

  /**
   * A batch begins no sooner after the one before: each costs a transaction in Kafka with five
   * fsyncs, and PostgreSQL a look and a delete, however few events it has. Holds reach 1.4 times
   * the rate that they reach at 20 ms, and a slot that a payment frees comes free 100 ms later at
   * most.
   */
  private static final long BATCH_EVERY_NS = 100_000_000;

  private static final long CONNECT_TIMEOUT_MS = 5_000;

  /**
   * A relay says something each second, and reads what it is told. One that stands still, or whose
   * machine is gone without a word, would otherwise keep its partitions' events from everybody for
   * as long as the database takes its connection for a living one: hours, and for ever while the
   * system of one that stands still goes on answering for it.
   */
  private static final long SILENT_SESSION_MS = 10_000;

  private static final long JOIN_MS = 10_000;

  private final Vertx vertx;
  private final PgConnectOptions postgres;
  private final Map<String, Object> kafka;
  private final String topic;
  private final int partitions;
  private final BlockingQueue<Boolean> pokes = new ArrayBlockingQueue<>(1);
  private final Thread thread = new Thread(this::run, "booking-outbox");
  private volatile boolean closed;
  private boolean troubled;

  /**
   * @param kafka client properties, with the bootstrap servers
   * @param partitions how many the topic has
   */
  public OutboxRelay(
      Vertx vertx,
      PgConnectOptions postgres,
      Map<String, Object> kafka,
      String topic,
      int partitions) {
    this.vertx = vertx;
    this.postgres = sessionOptions(postgres, SILENT_SESSION_MS);
    this.kafka = new HashMap<>(kafka);
    this.topic = topic;
    this.partitions = partitions;
  }

  /**
   * As the relay's own session is opened, whose locks end with it.
   *
   * @param silentMs after which the database ends it, whether it waits for a question or for an
   *     answer to be read
   */
  static PgConnectOptions sessionOptions(PgConnectOptions where, long silentMs) {
    return Database.tuned(where)
        .addProperty("idle_session_timeout", Long.toString(silentMs))
        .addProperty("tcp_user_timeout", Long.toString(silentMs));
  }

  public void start() {
    thread.start();
  }

  /** Says that rows were committed; from any thread, without waiting. */
  public void poke() {
    pokes.offer(Boolean.TRUE);
  }

  private void run() {
    while (!closed) {
      try (RelaySession session = open()) {
        relay(session);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        pauseAfter(e);
      }
    }
  }

  private RelaySession open() throws TimeoutException {
    SqlConnection session =
        PgConnection.connect(vertx, postgres).await(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    return new RelaySession(session, kafka, topic, partitions);
  }

  /** What was committed before {@link #close} is still sent. */
  private void relay(RelaySession session) throws Exception {
    boolean last;
    do {
      last = closed;
      long begunNs = System.nanoTime();
      int done = session.relay();
      if (troubled) {
        troubled = false;
        LOG.info("booking events reach {} again", topic);
      }
      if (done > 0) {
        last = false;
        gather(begunNs, done);
      } else if (!last) {
        pokes.poll(POLL_MS, TimeUnit.MILLISECONDS);
      }
    } while (!last);
  }

  /** Lets events come together; a backlog is carried at once. */
  private void gather(long begunNs, int done) throws InterruptedException {
    long restNs = BATCH_EVERY_NS - (System.nanoTime() - begunNs);
    if (restNs > 0 && done < BATCH && !closed) {
      TimeUnit.NANOSECONDS.sleep(restNs);
    }
  }

  /** The rows are safe in the outbox: the next session sends them. */
  private void pauseAfter(Exception trouble) {
    if (!troubled && !closed) {
      troubled = true;
      LOG.warn("booking events wait in the outbox: {}", trouble.toString());
    }
    try {
      if (!closed) {
        Thread.sleep(POLL_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops after the batch under way. */
  @Override
  public void close() {
    closed = true;
    poke();
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
