package io.daegi.booking;

import io.daegi.booking.api.Concert;
import io.daegi.booking.api.ShowRef;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of booking, its outbox relay included, to be killed. Each line of its standard input
 * sends in a buyer: a partition, whose queue has one concert, and the buyer's number. It says who
 * has paid, and ends with its input.
 */
final class SellingProcess {

  static final String READY = "ready to sell";
  static final String PAID = "paid ";

  private final Vertx vertx = Vertx.vertx();
  private final List<String> concertIds;
  private final List<String> queueIds;

  private SellingProcess(List<String> concertIds, List<String> queueIds) {
    this.concertIds = concertIds;
    this.queueIds = queueIds;
  }

  /**
   * @param concerts of each partition
   */
  static LaunchedProcess start(ShopSite site, String name, List<Concert> concerts) {
    List<String> arguments = new ArrayList<>(site.toArguments());
    arguments.add(name);
    concerts.forEach(concert -> arguments.addAll(List.of(concert.concertId(), concert.queueId())));
    return LaunchedProcess.start(SellingProcess.class, arguments);
  }

  public static void main(String[] arguments) throws IOException {
    ShopSite site = ShopSite.ofArguments(arguments);
    List<String> concertIds = new ArrayList<>();
    List<String> queueIds = new ArrayList<>();
    for (int i = ShopSite.ARGUMENTS + 1; i < arguments.length; i += 2) {
      concertIds.add(arguments[i]);
      queueIds.add(arguments[i + 1]);
    }
    SellingProcess process = new SellingProcess(concertIds, queueIds);
    String name = arguments[ShopSite.ARGUMENTS];
    TestShop.await(BookingModule.start(process.vertx, site.optionsOf(name)));
    System.out.println(READY);
    process.sell(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    Runtime.getRuntime().halt(0);
  }

  private void sell(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String buyer = line;
      Thread.ofPlatform().start(() -> sellTo(buyer));
    }
  }

  private void sellTo(String line) {
    int partition = Integer.parseInt(line.substring(0, line.indexOf(' ')));
    int number = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    ShowRef show = new ShowRef(concertIds.get(partition), TestShop.DATE, null);
    new StepwisePurchase(vertx, show, queueIds.get(partition), partition, number).buy();
    System.out.println(PAID + line);
  }
}
