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
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to PostgreSQL goes dead within a purchase, at each thing that is said over it: the
 * question is lost, or only its answer. The buyer asks again under the same keys.
 */
class CutLineTest {

  private static final Logger LOG = LoggerFactory.getLogger(CutLineTest.class);

  /** {@code -Ddaegi.cuts=1000} cuts at every moment there is. */
  private static final int CUTS = Integer.getInteger("daegi.cuts", 6);

  private static final long SEED = Long.getLong("daegi.seed", System.nanoTime());

  private static final Set<RefusalCode> ASK_AGAIN =
      Set.of(
          RefusalCode.BOOKING_UNAVAILABLE,
          RefusalCode.IDEMPOTENCY_RUNNING,
          RefusalCode.PAYMENT_RUNNING);

  private static final int SEATS = 100;

  private CuttingProxy line;
  private TestShop shop;
  private Concert concert;
  private int seats = SEATS;

  private record Cut(int nth, Loss loss) {}

  @BeforeEach
  void open() {
    line = CuttingProxy.to(TestShop.postgres().getPort());
    shop = TestShop.openOver(line.port());
  }

  @AfterEach
  void close() {
    shop.close();
    line.close();
  }

  @Test
  void sellsOnceWhereverTheLineGoesDead() {
    List<Cut> cuts = cuts(saidInAPurchase());
    LOG.info("{} cuts of seed {}", cuts.size(), SEED);

    int happened = 0;
    for (Cut cut : cuts) {
      Caller buyer = somebodyWithMoney();
      line.cut(cut.nth(), cut.loss());
      buy(buyer, cut);
      happened += line.hasCut() ? 1 : 0;
      line.heal();
      assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
          .as("%s", cut)
          .containsExactly(
              "balance.charged", "reservation.held", "reservation.confirmed", "payment.succeeded");
      assertThat(TestShop.findings()).as("%s", cut).isEmpty();
    }

    assertThat(happened).isPositive();
    assertThat(shop.events.all().stream().map(Told::id)).doesNotHaveDuplicates();
  }

  private int saidInAPurchase() {
    Caller buyer = somebodyWithMoney();
    line.heal();
    buy(buyer, new Cut(0, Loss.QUESTION));
    return line.count();
  }

  /** Both losses at each moment, in an order of chance, as many as are wanted. */
  private static List<Cut> cuts(int moments) {
    List<Cut> cuts = new ArrayList<>();
    for (int nth = 1; nth <= moments; nth++) {
      cuts.add(new Cut(nth, Loss.QUESTION));
      cuts.add(new Cut(nth, Loss.ANSWER));
    }
    Collections.shuffle(cuts, new Random(SEED));
    return cuts.subList(0, Math.min(CUTS, cuts.size()));
  }

  private Caller somebodyWithMoney() {
    if (seats == SEATS) {
      concert = shop.concert();
      seats = 0;
    }
    Caller buyer = shop.buyer(concert);
    String chargeKey = key();
    askUntilAnswered(() -> shop.client.charge(buyer, TestShop.krw(100_000), chargeKey));
    return buyer;
  }

  private void buy(Caller buyer, Cut cut) {
    String seat = "A-%d-%d".formatted(seats / 10 + 1, seats % 10 + 1);
    seats++;
    String holdKey = key();
    String payKey = key();
    Reservation hold =
        askUntilAnswered(() -> shop.client.reserve(buyer, show(concert), List.of(seat), holdKey));
    Payment payment = askUntilAnswered(() -> shop.client.pay(buyer, hold.reservationId(), payKey));
    assertThat(payment.reservation().state()).as("%s", cut).isEqualTo(ReservationState.CONFIRMED);
    long balance =
        askUntilAnswered(() -> shop.client.balance(buyer.visitor(), "KRW")).balance().amount();
    assertThat(balance).as("%s", cut).isEqualTo(100_000 - TestShop.PRICE);
  }

  private static <T> T askUntilAnswered(Supplier<Future<Reply<T>>> question) {
    Reply<T> last =
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> TestShop.await(question.get()), reply -> !asksAgain(reply));
    if (last instanceof Reply.Done<T> done) {
      return done.value();
    }
    throw new AssertionError("refused: " + last);
  }

  private static boolean asksAgain(Reply<?> reply) {
    return reply instanceof Reply.Refused<?> refused
        && ASK_AGAIN.contains(refused.refusal().code());
  }
}
