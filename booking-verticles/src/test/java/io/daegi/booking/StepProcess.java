package io.daegi.booking;

import io.daegi.booking.StepwisePurchase.Course;
import io.daegi.booking.StepwisePurchase.Step;
import io.daegi.booking.api.ShowRef;
import io.vertx.core.Vertx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A process of booking that makes one purchase up to a step, says so, and waits to be killed. */
final class StepProcess {

  static final String REACHED = "reached ";

  private StepProcess() {}

  static List<String> arguments(
      ShopSite site, ShowRef show, String queueId, int number, Course course, Step step) {
    List<String> arguments = new ArrayList<>(site.toArguments());
    arguments.addAll(
        List.of(
            show.concertId(),
            show.date().toString(),
            queueId,
            Integer.toString(number),
            course.name(),
            step.name()));
    return arguments;
  }

  public static void main(String[] arguments) {
    ShopSite site = ShopSite.ofArguments(arguments);
    List<String> rest = List.of(arguments).subList(ShopSite.ARGUMENTS, arguments.length);
    ShowRef show = new ShowRef(rest.get(0), LocalDate.parse(rest.get(1)), null);
    Vertx vertx = Vertx.vertx();
    TestShop.await(BookingModule.start(vertx, site.optionsOf("step")));
    Step step = Step.valueOf(rest.get(5));
    new StepwisePurchase(vertx, show, rest.get(2), 0, Integer.parseInt(rest.get(3)))
        .on(Course.valueOf(rest.get(4)))
        .makeUpTo(step);
    System.out.println(REACHED + step);
  }
}
