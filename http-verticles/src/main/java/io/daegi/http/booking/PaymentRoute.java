package io.daegi.http.booking;

import io.daegi.booking.api.Payment;
import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.Reply;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.UUID;

/**
 * {@code POST /v1/payments} and {@code GET /v1/payments/{paymentId}}: paying for an own hold, which
 * is taken in any state of the token, and what became of it.
 */
final class PaymentRoute {

  private final BookingParts parts;

  PaymentRoute(BookingParts parts) {
    this.parts = parts;
  }

  void mount(Router router, BodyHandler body) {
    router.post("/v1/payments").handler(body).handler(Replies.async(this::pay));
    router.get("/v1/payments/:paymentId").handler(Replies.async(this::get));
  }

  private Future<?> pay(RoutingContext context) {
    var caller = parts.callers().visitorOnly(context);
    var key = Inputs.requiredKey(context);
    var reservationId = reservationId(context);
    return parts
        .booking()
        .pay(caller, reservationId, key)
        .onComplete(done -> parts.writes().mark(caller.visitor()))
        .map(reply -> paid(context, reply));
  }

  private static UUID reservationId(RoutingContext context) {
    var body = JsonBody.required(context);
    var text = body.text("reservationId", true, 64);
    var id = text == null ? null : Inputs.uuid(text);
    if (text != null && !text.isBlank() && id == null) {
      body.wrong("reservationId", "must be the id of a reservation");
    }
    body.check();
    return id;
  }

  /** 202 while the buyer has to go on at the gateway. */
  private static Void paid(RoutingContext context, Reply<Payment> reply) {
    var done = RefusalProblems.done(context, reply);
    var payment = done.value();
    boolean isPending = payment.state() == PaymentState.PENDING;
    if (isPending || done.created()) {
      context.response().putHeader("Location", "/v1/payments/" + payment.paymentId());
    }
    int status = isPending ? 202 : done.created() ? 201 : 200;
    Replies.privately(context, status, BookingJson.of(payment));
    return null;
  }

  private Future<?> get(RoutingContext context) {
    var visitor = parts.credentials().visitor(context);
    var id = Inputs.pathId(context, "paymentId", ProblemCode.PAYMENT_UNKNOWN);
    return parts
        .booking()
        .payment(visitor, id)
        .map(
            reply -> {
              var payment = RefusalProblems.done(context, reply).value();
              Replies.privately(context, 200, BookingJson.of(payment));
              return null;
            });
  }
}
