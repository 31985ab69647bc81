package io.daegi.http.booking;

import io.daegi.booking.api.Money;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** {@code GET /v1/balance} and {@code POST /v1/charge-balance}: the visitor's wallet. */
final class BalanceRoute {

  private static final String CURRENCY_FORM = "must be a currency like KRW";

  private final BookingParts parts;

  BalanceRoute(BookingParts parts) {
    this.parts = parts;
  }

  void mount(Router router, BodyHandler body) {
    router.get("/v1/balance").handler(Replies.async(this::get));
    router.post("/v1/charge-balance").handler(body).handler(Replies.async(this::charge));
  }

  private Future<?> get(RoutingContext context) {
    var visitor = parts.credentials().visitor(context);
    var currency = Inputs.query(context, "currency");
    if (currency != null && !Inputs.isCurrency(currency)) {
      throw Problem.field("#query/currency", "malformed", CURRENCY_FORM).toException();
    }
    return parts
        .booking()
        .balance(visitor, currency)
        .map(
            reply -> {
              var balance = RefusalProblems.done(context, reply).value();
              Replies.privately(context, 200, BookingJson.of(balance));
              return null;
            });
  }

  private Future<?> charge(RoutingContext context) {
    parts.credentials().visitor(context);
    var key = Inputs.requiredKey(context);
    var money = money(context);
    return parts
        .callers()
        .anywhere(context)
        .compose(caller -> parts.booking().charge(caller, money, key))
        .map(
            reply -> {
              var balance = RefusalProblems.done(context, reply).value();
              Replies.privately(context, 200, BookingJson.of(balance));
              return null;
            });
  }

  private static Money money(RoutingContext context) {
    var body = JsonBody.required(context);
    long amount = body.requiredWhole("amount");
    var currency = body.text("currency", true, 64);
    if (currency != null && !currency.isBlank() && !Inputs.isCurrency(currency)) {
      body.wrong("currency", CURRENCY_FORM);
    }
    body.check();
    return new Money(amount, currency);
  }
}
