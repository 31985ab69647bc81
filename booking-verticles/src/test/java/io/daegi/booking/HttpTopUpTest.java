package io.daegi.booking;

import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.krw;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.PaymentHouse.Mood;
import io.daegi.booking.api.Balance;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.rules.BookingLimits;
import io.daegi.booking.rules.KeyedIds;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Visitors charge their balance at a gateway outside, whose line is as bad as lines can be. */
class HttpTopUpTest {

  private static final long AMOUNT = 70_000;

  private final String chargeKey = key();
  private PaymentHouse house;
  private TestShop shop;
  private Caller visitor;
  private UUID topUpId;

  @BeforeEach
  void open() {
    house = PaymentHouse.open();
    shop = TestShop.openWithTopUps(house.config());
    visitor = shop.buyer(shop.concert());
    topUpId = KeyedIds.chargeId(visitor.visitor(), chargeKey);
  }

  @AfterEach
  void close() {
    shop.close();
    house.close();
  }

  private Future<Reply<Balance>> charge() {
    return shop.client.charge(visitor, krw(AMOUNT), chargeKey);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20));
  }

  private void creditedOnce() {
    soon().until(() -> shop.balance(visitor) == AMOUNT);
    Reply<Balance> again = TestShop.await(charge());
    assertThat(again.replayed()).isTrue();
    assertThat(((Reply.Done<Balance>) again).value().balance()).isEqualTo(krw(AMOUNT));
    assertThat(shop.balance(visitor)).isEqualTo(AMOUNT);
    assertThat(house.charges(topUpId)).isEqualTo(1);
    assertThat(house.charged(topUpId)).isEqualTo(AMOUNT);
    assertThat(house.refunds(topUpId)).isZero();
    assertThat(shop.events.awaitTypes(visitor.tokenId(), 1)).containsExactly("balance.charged");
  }

  /** Past all of booking, as if the visitor had been charging for years. */
  private void fillTheWallet() throws SQLException {
    String id = "'" + UUID.randomUUID() + "'";
    String owner = "'" + visitor.visitor().toUuid() + "'";
    long much = BookingLimits.DEFAULT.balanceMax() - AMOUNT + 1;
    TestShop.execute(
        """
        begin;
        insert into ledger_transaction (transaction_id, kind) values (ID, 'charge');
        insert into posting (transaction_id, account, currency, amount)
        values (ID, 'wallet:' || OWNER, 'KRW', MUCH), (ID, 'house:top-up', 'KRW', - MUCH);
        insert into wallet (visitor, currency, balance) values (OWNER, 'KRW', MUCH);
        commit"""
            .replace("ID", id)
            .replace("OWNER", owner)
            .replace("MUCH", Long.toString(much)));
  }

  private String state() {
    return TestShop.count(
                "select count(*) from top_up where state = 'RETURNED' and top_up_id = '"
                    + topUpId
                    + "'")
            == 1
        ? "RETURNED"
        : "another";
  }

  @Test
  void creditsWhatTheGatewayCollected() {
    assertThat(value(charge()).balance()).isEqualTo(krw(AMOUNT));

    creditedOnce();
  }

  @Test
  void tellsWhyTheGatewayDeclined() {
    house.is(Mood.DECLINES);

    Refusal refusal = refusal(charge());

    assertThat(refusal.code()).isEqualTo(RefusalCode.PAYMENT_DECLINED);
    assertThat(refusal.detail()).contains("The card has expired.");
    house.is(Mood.PAYS);
    assertThat(refusal(charge())).isEqualTo(refusal);
    assertThat(house.charges(topUpId)).isZero();
    assertThat(shop.balance(visitor)).isZero();
  }

  @Test
  void collectsOnceWhenTheLineGoesDeadInTheMiddle() {
    house.is(Mood.PAYS_AND_HANGS_UP);
    assertThat(refusal(charge()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    assertThat(house.charges(topUpId)).isEqualTo(1);

    house.is(Mood.PAYS);

    assertThat(value(charge()).balance()).isEqualTo(krw(AMOUNT));
    creditedOnce();
  }

  @Test
  void creditsWhatWasCollectedAlsoWhenNobodyAsksAgain() {
    house.is(Mood.PAYS_AND_IS_SILENT);
    assertThat(refusal(charge()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);

    house.is(Mood.PAYS);

    creditedOnce();
    assertThat(house.requests()).contains("GET /top-ups/" + topUpId);
  }

  @Test
  void creditsAfterAProcessDiedWhileTheGatewayWasSilent() {
    house.is(Mood.PAYS_AND_IS_SILENT);
    charge();
    soon().until(() -> house.charges(topUpId) == 1);

    shop.stop();
    house.is(Mood.PAYS);
    shop.start();

    creditedOnce();
  }

  @Test
  void answersARepeatWhileTheGatewayIsAway() {
    value(charge());
    house.stop();

    creditedOnce();
    house.start();
  }

  @Test
  void creditsWhatTheBuyerPaidLater() {
    house.is(Mood.ASKS_THE_BUYER);
    assertThat(refusal(charge()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);

    house.buyerPays(topUpId);

    creditedOnce();
  }

  @Test
  void givesBackWhatTheWalletCannotHold() throws SQLException {
    house.is(Mood.PAYS_AND_HANGS_UP);
    assertThat(refusal(charge()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    fillTheWallet();
    house.is(Mood.IS_BROKEN);
    soon().until(() -> house.requests().contains("GET /top-ups/" + topUpId));

    house.is(Mood.PAYS);

    soon().until(() -> house.refunds(topUpId) == 1);
    soon().until(() -> state().equals("RETURNED"));
    assertThat(refusal(charge()).code()).isEqualTo(RefusalCode.AMOUNT_OUT_OF_RANGE);
    assertThat(house.charges(topUpId)).isEqualTo(1);
    assertThat(shop.balance(visitor)).isEqualTo(BookingLimits.DEFAULT.balanceMax() - AMOUNT + 1);
  }

  @Test
  void asksNoGatewayForMoreThanAWalletHolds() throws SQLException {
    fillTheWallet();

    assertThat(refusal(charge()).code()).isEqualTo(RefusalCode.AMOUNT_OUT_OF_RANGE);

    assertThat(house.requests()).isEmpty();
  }

  @Test
  void creditsNoOtherAmountUnderTheSameKey() {
    house.is(Mood.PAYS_AND_HANGS_UP);
    assertThat(refusal(charge()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    house.is(Mood.PAYS);

    assertThat(refusal(shop.client.charge(visitor, krw(10 * AMOUNT), chargeKey)).code())
        .isEqualTo(RefusalCode.IDEMPOTENCY_CONFLICT);

    creditedOnce();
  }
}
