package io.daegi.booking.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;

/**
 * One incarnation of the relay: a database session that owns partitions by advisory locks, and a
 * producer for each. It is thrown away after any trouble, because nobody knows then what was sent.
 * The next one fences it, then looks at the topic, then sends: a relay that lost its session and
 * does not know it yet can send nothing that is not seen.
 */
final class RelaySession implements AutoCloseable {

  private static final long ANSWER_TIMEOUT_MS = 5_000;

  private final SqlConnection session;
  private final Map<String, Object> kafka;
  private final SentTail sentTail;
  private final String topic;
  private final int partitions;
  private final Set<Integer> owned = new HashSet<>();

  /** What a relay before this one may have sent without deleting it; until an outbox is empty. */
  private final Map<Integer, Set<String>> partitionToSentIds = new HashMap<>();

  private final Set<Integer> inherited = new HashSet<>();
  private final Map<Integer, EventProducer> partitionToProducer = new HashMap<>();

  RelaySession(SqlConnection session, Map<String, Object> kafka, String topic, int partitions) {
    this.session = session;
    this.kafka = kafka;
    this.sentTail = new SentTail(kafka);
    this.topic = topic;
    this.partitions = partitions;
  }

  /**
   * Takes free partitions and carries one batch of each owned one, so that none waits for another
   * to run dry; says how many rows are done.
   */
  int relay() throws ExecutionException, InterruptedException, TimeoutException {
    int done = 0;
    for (int partition = 0; partition < partitions; partition++) {
      if (own(partition)) {
        done += relay(partition);
      }
    }
    return done;
  }

  private boolean own(int partition) throws TimeoutException {
    if (owned.contains(partition)) {
      return true;
    }
    if (await(OutboxStore.tryLock(session, partition))) {
      owned.add(partition);
      inherited.add(partition);
      return true;
    }
    return false;
  }

  private int relay(int partition)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<OutboxRow> rows = await(OutboxStore.oldest(session, partition, OutboxRelay.BATCH));
    if (rows.isEmpty()) {
      inherited.remove(partition);
      partitionToSentIds.remove(partition);
      return 0;
    }
    EventProducer fencing = producer(partition);
    fencing.send(withoutSent(partition, rows));
    await(OutboxStore.delete(session, rows));
    return rows.size();
  }

  private EventProducer producer(int partition) {
    return partitionToProducer.computeIfAbsent(
        partition, p -> new EventProducer(kafka, new TopicPartition(topic, p), SentTraces::tracer));
  }

  /**
   * Rows found at a take-over may have been sent by the relay before, and rows that were committed
   * late may stand before them: each batch is compared until nothing inherited can be left.
   */
  private List<OutboxRow> withoutSent(int partition, List<OutboxRow> rows) {
    if (!inherited.contains(partition)) {
      return rows;
    }
    Set<String> ids =
        partitionToSentIds.computeIfAbsent(
            partition, p -> sentTail.read(new TopicPartition(topic, p)));
    return rows.stream().filter(row -> !ids.contains(row.eventId().toString())).toList();
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    partitionToProducer.values().forEach(EventProducer::close);
    session.close();
  }
}
