package io.daegi.booking;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ShowRef;
import io.daegi.booking.bus.BusBookingClient;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
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

  static List<String> arguments(ShopSite site, Concert concert) {
    List<String> arguments = new ArrayList<>(site.toArguments());
    arguments.addAll(
        List.of(concert.concertId(), concert.shows().getFirst().showId(), concert.queueId()));
    return arguments;
  }

  public static void main(String[] arguments) {
    ShopSite site = ShopSite.ofArguments(arguments);
    List<String> rest = List.of(arguments).subList(ShopSite.ARGUMENTS, arguments.length);
    Vertx vertx = Vertx.vertx();
    await(BookingModule.start(vertx, site.optionsOf("buyers")));
    BookingProcess process =
        new BookingProcess(vertx, new ShowRef(rest.get(0), null, rest.get(1)), rest.get(2));
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
    String chargeKey = UUID.randomUUID().toString();
    PatientBuyer.done(() -> client.charge(caller, TestShop.krw(2 * TestShop.PRICE), chargeKey));
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
