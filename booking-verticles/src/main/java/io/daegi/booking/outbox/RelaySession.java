package io.daegi.booking.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;

/**
 * One incarnation of the relay: a database session that owns partitions by advisory locks, and a
 * producer. It is thrown away after any trouble, because nobody knows then what was sent; the next
 * one looks at the topic before it sends.
 */
final class RelaySession implements AutoCloseable {

  private static final long ANSWER_TIMEOUT_MS = 5_000;

  private final SqlConnection session;
  private final EventProducer producer;
  private final SentTail sentTail;
  private final String topic;
  private final int partitions;
  private final Set<Integer> owned = new HashSet<>();
  private final Set<Integer> unchecked = new HashSet<>();

  RelaySession(
      SqlConnection session,
      EventProducer producer,
      SentTail sentTail,
      String topic,
      int partitions) {
    this.session = session;
    this.producer = producer;
    this.sentTail = sentTail;
    this.topic = topic;
    this.partitions = partitions;
  }

  /** Takes free partitions and sends every row of the owned ones; says how many rows went out. */
  int relay() throws ExecutionException, InterruptedException, TimeoutException {
    int sent = 0;
    for (int partition = 0; partition < partitions; partition++) {
      if (own(partition)) {
        sent += drain(partition);
      }
    }
    return sent;
  }

  private boolean own(int partition) throws TimeoutException {
    if (owned.contains(partition)) {
      return true;
    }
    if (await(OutboxStore.tryLock(session, partition))) {
      owned.add(partition);
      unchecked.add(partition);
      return true;
    }
    return false;
  }

  private int drain(int partition)
      throws ExecutionException, InterruptedException, TimeoutException {
    int sent = 0;
    List<OutboxRow> rows = await(OutboxStore.oldest(session, partition, OutboxRelay.BATCH));
    while (!rows.isEmpty()) {
      List<OutboxRow> unsent = withoutSent(partition, rows);
      producer.send(partition, unsent);
      await(OutboxStore.delete(session, rows));
      sent += unsent.size();
      rows = await(OutboxStore.oldest(session, partition, OutboxRelay.BATCH));
    }
    return sent;
  }

  /** The first rows after a take-over may have been sent by the relay before. */
  private List<OutboxRow> withoutSent(int partition, List<OutboxRow> rows) {
    if (!unchecked.contains(partition)) {
      return rows;
    }
    Set<String> ids = sentTail.read(new TopicPartition(topic, partition));
    unchecked.remove(partition);
    return rows.stream().filter(row -> !ids.contains(row.eventId().toString())).toList();
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    producer.close();
    session.close();
  }
}
