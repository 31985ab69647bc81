package io.daegi.booking;

import static io.daegi.booking.TestShop.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.EventLog.Told;
import io.daegi.booking.api.Concert;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process of booking is killed in the middle of many purchases; another one finishes them. */
class KilledBookingTest {

  private static final Logger LOG = LoggerFactory.getLogger(KilledBookingTest.class);

  /** {@code -Ddaegi.kills=20} for a long proof. */
  private static final int KILLS = Integer.getInteger("daegi.kills", 1);

  private static final long SEED = Long.getLong("daegi.seed", System.nanoTime());

  private final Random random = new Random(SEED);
  private TestShop shop;
  private Concert concert;

  @BeforeEach
  void open() throws SQLException {
    shop = TestShop.open();
    // What the server acknowledged outlives its processes, though not the machine.
    TestShop.execute("alter database daegi set synchronous_commit = on");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void isFinishedByAnotherProcess() throws Exception {
    LOG.info("{} kills of seed {}", KILLS, SEED);
    List<String> paid = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      concert = shop.concert();
      shop.stop();
      paid.addAll(buyAndKill());
      shop.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> count("select count(*) from reservation where state = 'PAYING'") == 0);
      await().until(() -> count("select count(*) from outbox") == 0);
      assertThat(TestShop.findings()).isEmpty();
    }

    Map<String, String> idToState = reservations();
    assertThat(paid)
        .isNotEmpty()
        .allSatisfy(id -> assertThat(idToState).containsEntry(id, "CONFIRMED"));
    everyEffectWasToldOnce(idToState);
  }

  private List<String> buyAndKill() {
    try (LaunchedProcess process =
        LaunchedProcess.start(
            BookingProcess.class, BookingProcess.arguments(shop.site(), concert))) {
      process.awaitSaid(BookingProcess.PAID, 10 + random.nextInt(30));
      process.kill();
      return process.said(BookingProcess.PAID);
    }
  }

  private Map<String, String> reservations() throws SQLException {
    return RealServices.sideDoor()
        .ask(
            "select reservation_id, state from reservation where token_id like 'killed-%'",
            rows -> {
              Map<String, String> idToState = new TreeMap<>();
              while (rows.next()) {
                idToState.put(rows.getString(1), rows.getString(2));
              }
              return idToState;
            });
  }

  private void everyEffectWasToldOnce(Map<String, String> idToState) {
    List<Told> told = shop.events.all();
    Map<String, List<String>> idToTypes =
        told.stream()
            .filter(one -> one.data().containsKey("reservationId"))
            .collect(
                Collectors.groupingBy(
                    one -> one.data().getString("reservationId"),
                    Collectors.mapping(Told::type, Collectors.toList())));
    idToState.forEach(
        (id, state) ->
            assertThat(idToTypes.get(id))
                .as("%s reservation %s", state, id)
                .isEqualTo(
                    state.equals("CONFIRMED")
                        ? List.of("reservation.held", "reservation.confirmed", "payment.succeeded")
                        : List.of("reservation.held")));
    assertThat(told.stream().map(Told::id)).doesNotHaveDuplicates();
  }
}
