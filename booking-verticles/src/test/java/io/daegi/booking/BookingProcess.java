package io.daegi.booking;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Money;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ShowRef;
import io.daegi.booking.balance.TopUpChoice;
import io.daegi.booking.bus.BusBookingClient;
import io.daegi.engine.model.VisitorId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process of booking with buyers of its own, made to be killed. It says a line for each payment
 * that was answered.
 */
final class BookingProcess {

  static final String PAID = "paid ";
  private static final int BUYERS = 8;

  private final BookingClient client;
  private final ShowRef show;
  private final String queueId;

  private BookingProcess(Vertx vertx, ShowRef show, String queueId) {
    this.client = new BusBookingClient(vertx);
    this.show = show;
    this.queueId = queueId;
  }

  /** Arguments: PostgreSQL's port, Kafka, Redis, topic prefix, concert, show, queue. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    BookingOptions options =
        new BookingOptions(
            new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(Integer.parseInt(args[0]))
                .setDatabase("daegi")
                .setUser("postgres"),
            args[2],
            Map.of("bootstrap.servers", args[1]),
            args[3],
            TestShop.PARTITIONS,
            new TopUpChoice.Demo(),
            Optional.empty(),
            true,
            new BookingTiming(TestShop.PAY_WITHIN_MS, 5_000),
            new SimpleMeterRegistry(),
            (queue, forMs) -> {});
    await(BookingModule.start(vertx, options));
    BookingProcess process =
        new BookingProcess(vertx, new ShowRef(args[4], null, args[5]), args[6]);
    for (int i = 0; i < BUYERS; i++) {
      Thread.ofPlatform().start(process::buyOnAndOn);
    }
  }

  private void buyOnAndOn() {
    while (true) {
      buy();
    }
  }

  private void buy() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long number = random.nextLong(1, Long.MAX_VALUE);
    Caller caller =
        new Caller(
            VisitorId.of(UUID.randomUUID()),
            queueId,
            "killed-" + number,
            number,
            1,
            (int) (number % TestShop.PARTITIONS),
            AdmissionVerdict.admittedUntil(Long.MAX_VALUE));
    await(
        client.charge(caller, new Money(2 * TestShop.PRICE, "KRW"), UUID.randomUUID().toString()));
    String seat = "A-" + random.nextInt(1, 11) + "-" + random.nextInt(1, 11);
    Reply<Reservation> hold =
        await(client.reserve(caller, show, List.of(seat), UUID.randomUUID().toString()));
    if (hold instanceof Reply.Done<Reservation> held) {
      Reply<Payment> paid =
          await(client.pay(caller, held.value().reservationId(), UUID.randomUUID().toString()));
      if (paid instanceof Reply.Done<Payment> done) {
        System.out.println(PAID + done.value().reservation().reservationId());
      }
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
