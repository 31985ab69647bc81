package io.daegi.booking;

import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.CuttingProxy.Loss;
import io.daegi.booking.EventLog.Told;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.embedded.EmbeddedBroker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to PostgreSQL, to Kafka or to Redis goes dead within a purchase, at each thing that is
 * said over it: the question is lost, or only its answer. The buyer asks again under the same keys.
 */
class CutLineTest {

  private static final Logger LOG = LoggerFactory.getLogger(CutLineTest.class);

  /** Of each line; {@code -Ddaegi.cuts=1000} cuts at every moment there is. */
  private static final int CUTS = Integer.getInteger("daegi.cuts", 2);

  private static final long SEED = Long.getLong("daegi.seed", System.nanoTime());
  private static final int SEATS = 100;

  @TempDir Path folder;
  private final CuttingProxy line = CuttingProxy.open();
  private EmbeddedBroker broker;
  private TestShop shop;
  private Concert concert;
  private int seats = SEATS;

  private record Cut(int nth, Loss loss) {}

  private static final Cut NO_CUT = new Cut(0, Loss.QUESTION);

  @AfterEach
  void close() {
    shop.close();
    if (broker != null) {
      broker.stop();
    }
    line.close();
  }

  @Test
  void sellsOnceWhereverTheLineToPostgresGoesDead() {
    line.leadTo(RealServices.services().database().port());
    shop = TestShop.openOn(site -> site.withPostgresPort(line.port()));

    sellsOnceWhereverTheLineGoesDead();
  }

  @Test
  void sellsOnceWhereverTheLineToKafkaGoesDead() {
    broker = new EmbeddedBroker(folder, false).behind(line.port());
    broker.start();
    String direct = broker.bootstrapServers();
    line.leadTo(Integer.parseInt(direct.substring(direct.indexOf(':') + 1)));
    shop = TestShop.openOn(site -> site.withBootstrapServers("127.0.0.1:" + line.port()));

    sellsOnceWhereverTheLineGoesDead();
  }

  @Test
  void sellsOnceWhereverTheLineToRedisGoesDead() {
    line.leadTo(URI.create(RealServices.services().cache().url()).getPort());
    shop = TestShop.openOn(site -> site.withRedisUrl("redis://127.0.0.1:" + line.port()));

    sellsOnceWhereverTheLineGoesDead();
  }

  private void sellsOnceWhereverTheLineGoesDead() {
    List<Cut> cuts = cuts(saidInAPurchase());
    LOG.info("{} of {}, of seed {}", CUTS, cuts, SEED);

    int happened = 0;
    for (Cut cut : cuts) {
      if (happened == CUTS) {
        break;
      }
      awaitUse();
      Caller buyer = somebodyWithMoney();
      line.cut(cut.nth(), cut.loss());
      buy(buyer, cut);
      happened += line.hasCut() ? 1 : 0;
      line.heal();
      assertThat(TestShop.findings()).as("%s", cut).isEmpty();
    }

    assertThat(happened).isPositive();
    assertThat(shop.events.all().stream().map(Told::id)).doesNotHaveDuplicates();
  }

  /** As soon as everything is connected. */
  private int saidInAPurchase() {
    buy(somebodyWithMoney(), NO_CUT);
    return awaitUse();
  }

  /** Until a purchase uses the line: Redis is left alone for a while after trouble. */
  private int awaitUse() {
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              Caller buyer = somebodyWithMoney();
              line.heal();
              buy(buyer, NO_CUT);
              return line.count();
            },
            said -> said > 0);
  }

  /**
   * Both losses at each moment, in an order of chance. Not every purchase says as much as the first
   * one did: there are more than are wanted, and the last one meets any.
   */
  private static List<Cut> cuts(int moments) {
    List<Cut> cuts = new ArrayList<>();
    for (int nth = 1; nth <= moments; nth++) {
      cuts.add(new Cut(nth, Loss.QUESTION));
      cuts.add(new Cut(nth, Loss.ANSWER));
    }
    Collections.shuffle(cuts, new Random(SEED));
    List<Cut> chosen = new ArrayList<>(cuts.subList(0, Math.min(5 * CUTS, cuts.size())));
    chosen.add(new Cut(1, Loss.QUESTION));
    return chosen;
  }

  private Caller somebodyWithMoney() {
    if (seats == SEATS) {
      concert = shop.concert();
      seats = 0;
    }
    Caller buyer = shop.buyer(concert);
    String chargeKey = key();
    PatientBuyer.done(() -> shop.client.charge(buyer, TestShop.krw(100_000), chargeKey));
    return buyer;
  }

  private void buy(Caller buyer, Cut cut) {
    String seat = "A-%d-%d".formatted(seats / 10 + 1, seats % 10 + 1);
    seats++;
    String holdKey = key();
    String payKey = key();
    Reservation hold =
        PatientBuyer.done(() -> shop.client.reserve(buyer, show(concert), List.of(seat), holdKey));
    Payment payment = PatientBuyer.done(() -> shop.client.pay(buyer, hold.reservationId(), payKey));
    assertThat(payment.reservation().state()).as("%s", cut).isEqualTo(ReservationState.CONFIRMED);
    long balance =
        PatientBuyer.done(() -> shop.client.balance(buyer.visitor(), "KRW")).balance().amount();
    assertThat(balance).as("%s", cut).isEqualTo(100_000 - TestShop.PRICE);
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
        .as("%s", cut)
        .containsExactly(
            "balance.charged", "reservation.held", "reservation.confirmed", "payment.succeeded");
  }
}
