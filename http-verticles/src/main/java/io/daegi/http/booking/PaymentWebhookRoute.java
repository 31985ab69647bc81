package io.daegi.http.booking;

import io.daegi.booking.api.PaymentNotice;
import io.daegi.http.edge.Replies;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * {@code POST /v1/payment-webhooks/{gateway}}: what a payment gateway says by itself. Its signature
 * is over the bytes of the body, so nothing is read before booking has checked it.
 */
final class PaymentWebhookRoute {

  private static final String SIGNATURE = "Daegi-Signature";

  private final BookingParts parts;

  PaymentWebhookRoute(BookingParts parts) {
    this.parts = parts;
  }

  void mount(Router router, BodyHandler body) {
    router.post("/v1/payment-webhooks/:gateway").handler(body).handler(Replies.async(this::take));
  }

  private Future<?> take(RoutingContext context) {
    var text = context.body().asString();
    var notice =
        new PaymentNotice(
            context.pathParam("gateway"),
            context.request().getHeader(SIGNATURE),
            text == null ? "" : text);
    return parts
        .booking()
        .paymentNotice(notice)
        .map(
            reply -> {
              var taken = RefusalProblems.done(context, reply).value();
              Replies.privately(
                  context,
                  200,
                  new JsonObject()
                      .put("paymentId", taken.paymentId().toString())
                      .put("state", taken.state().name()));
              return null;
            });
  }
}
