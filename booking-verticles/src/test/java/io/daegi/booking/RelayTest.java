package io.daegi.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.EventLog.Told;
import io.daegi.booking.TestShop.Neighbour;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outbox relay alone, with rows written past the services. */
class RelayTest {

  private static final String ADD =
      """
      insert into outbox (id, partition, event_id, type, token_id, subject, data)
      overriding system value
      select n, %d, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
             'io.daegi.balance.charged.v1', 'relay', 'nobody', '{}'
        from generate_series(%d, %d) n""";

  /** {@code -Ddaegi.kills=20} for a long proof. */
  private static final int CUTS = 4 * Integer.getInteger("daegi.kills", 2);

  private TestShop shop;

  @BeforeEach
  void open() throws SQLException {
    shop = TestShop.open();
    await().until(() -> TestShop.count("select count(*) from outbox") == 0);
    shop.stop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void sendsNothingTwiceThatARelaySentBeforeItDied() throws SQLException {
    TestShop.execute(ADD.formatted(0, 1_001, 1_500));
    shop.start();
    await().until(() -> TestShop.count("select count(*) from outbox") == 0);
    shop.stop();

    // Sent and not deleted; and older rows that were committed only afterwards.
    TestShop.execute(ADD.formatted(0, 1_001, 1_500));
    TestShop.execute(ADD.formatted(0, 401, 800));
    shop.start();
    await().until(() -> TestShop.count("select count(*) from outbox") == 0);

    List<String> ids = shop.events.all().stream().map(Told::id).toList();
    assertThat(ids).hasSize(900).doesNotHaveDuplicates();
  }

  @Test
  void servesEveryPartitionWhileAnotherIsFlooded() throws SQLException {
    TestShop.execute(ADD.formatted(0, 1, 20_000));
    TestShop.execute(ADD.formatted(1, 20_001, 20_001));
    shop.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> TestShop.count("select count(*) from outbox") == 0);

    List<Told> told = shop.events.all();
    assertThat(told).hasSize(20_001);
    long lonelyAtMs =
        told.stream().filter(one -> one.partition() == 1).findFirst().get().sentAtMs();
    assertThat(told)
        .filteredOn(one -> one.partition() == 0 && one.sentAtMs() > lonelyAtMs)
        .hasSizeGreaterThan(10_000);
  }

  @Test
  void keepsTheOrderOfAPartition() throws SQLException {
    TestShop.execute(ADD.formatted(1, 1, 5_000));
    shop.start();
    await().until(() -> TestShop.count("select count(*) from outbox") == 0);

    List<String> ids = shop.events.all().stream().map(Told::id).toList();
    List<String> sorted = new ArrayList<>(ids);
    Collections.sort(sorted);
    assertThat(ids).hasSize(5_000).isEqualTo(sorted);
  }

  @Test
  void sendsEachEventOnceAndInOrderWhileRelaysAreCutOff() throws SQLException {
    shop.start();
    List<Neighbour> others = List.of(shop.neighbour(), shop.neighbour());
    try {
      for (int cut = 0; cut < CUTS; cut++) {
        int from = 1 + cut * 1_000;
        TestShop.execute(ADD.formatted(0, from, from + 499));
        TestShop.execute(ADD.formatted(1, from + 500, from + 999));
        await()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> TestShop.count("select count(*) from outbox") < 1_000);
        TestShop.count(
            "select count(pg_terminate_backend(pid)) from pg_locks"
                + " where locktype = 'advisory' and classid = 2");
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> TestShop.count("select count(*) from outbox") == 0);
    } finally {
      others.forEach(Neighbour::close);
    }

    List<Told> told = shop.events.all();
    assertThat(told.stream().map(Told::id)).doesNotHaveDuplicates();
    assertThat(told).hasSize(CUTS * 1_000);
    for (int partition = 0; partition < TestShop.PARTITIONS; partition++) {
      int here = partition;
      assertThat(told.stream().filter(one -> one.partition() == here).map(Told::id)).isSorted();
    }
  }

  @Test
  void isNotStoppedByAForeignRecordOnTheTopic() throws SQLException {
    for (String text : new String[] {"no json", "null", "[1]", "{\"id\":7}", null}) {
      putOnTopic(text);
    }
    TestShop.execute(ADD.formatted(0, 1, 3));
    shop.start();

    await().until(() -> TestShop.count("select count(*) from outbox") == 0);
    assertThat(shop.events.all()).hasSize(3);
  }

  @Test
  void handsATraceOnAsItCameWhereNothingIsRecorded() throws SQLException {
    String traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    TestShop.execute(ADD.formatted(0, 1, 3));
    TestShop.execute("update outbox set traceparent = '%s' where id = 2".formatted(traceParent));
    TestShop.execute("update outbox set traceparent = 'nonsense' where id = 3");
    shop.start();
    await().until(() -> TestShop.count("select count(*) from outbox") == 0);

    List<Told> told = shop.events.all();
    assertThat(told.stream().map(Told::traceParent)).containsExactly(null, traceParent, null);
    assertThat(told.stream().map(one -> one.event().getString("traceparent")))
        .containsExactly(null, traceParent, null);
  }

  private void putOnTopic(String text) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", shop.services().broker().bootstrapServers());
    try (KafkaProducer<String, String> stranger =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      stranger.send(new ProducerRecord<>(shop.topic(), 0, null, text)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
