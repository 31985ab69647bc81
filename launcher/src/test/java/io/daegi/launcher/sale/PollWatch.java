package io.daegi.launcher.sale;

import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;

/** Asks again as often as the server says. */
final class PollWatch implements Watch {

  @Override
  public JsonObject awaitStatus(Visitor visitor, Predicate<JsonObject> wish) {
    Order order = new Order();
    while (true) {
      String path = visitor.path("/me?version=" + order.version());
      JsonObject status =
          order.next(visitor, visitor.api().get(path, visitor.bearer()).expect(200).body());
      if (wish.test(status)) {
        return status;
      }
      order.requirePatience(visitor);
      Pause.ms(status.getLong("pollAfterMs"));
    }
  }
}
