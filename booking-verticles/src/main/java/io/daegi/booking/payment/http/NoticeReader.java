package io.daegi.booking.payment.http;

import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.PaymentNotice;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.gateway.GatewayAnswer;
import io.daegi.booking.gateway.GatewaySignature;
import io.daegi.booking.payment.GatewayEvent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Believes what the gateway signed lately, and reads it. */
final class NoticeReader {

  private static final Pattern EVENT_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String PAID = "SUCCEEDED";
  private static final String DECLINED = "DECLINED";

  private final GatewaySignature signature;
  private final InstantSource clock;

  NoticeReader(GatewaySignature signature, InstantSource clock) {
    this.signature = signature;
    this.clock = clock;
  }

  Reply<GatewayEvent> read(PaymentNotice notice) {
    long nowSeconds = clock.instant().getEpochSecond();
    if (!signature.isGood(notice.signature(), nowSeconds, notice.body())) {
      return Reply.refused(
          Refusal.of(
              RefusalCode.SIGNATURE_INVALID,
              "The header "
                  + GatewaySignature.HEADER
                  + " does not fit the body, or is older than five minutes."));
    }
    try {
      return read(new JsonObject(notice.body()));
    } catch (DecodeException e) {
      return refuse(List.of(new FieldFault("", "malformed", "must be a JSON object")));
    }
  }

  private static Reply<GatewayEvent> read(JsonObject json) {
    List<FieldFault> faults = new ArrayList<>();
    String eventId = text(json, "eventId");
    if (!EVENT_ID.matcher(eventId).matches()) {
      faults.add(new FieldFault("/eventId", "malformed", "1 to 128 visible ASCII characters"));
    }
    String paymentId = text(json, "paymentId");
    if (!UUID_FORM.matcher(paymentId).matches()) {
      faults.add(new FieldFault("/paymentId", "malformed", "must be the id of a payment"));
    }
    String state = text(json, "state");
    if (!state.equals(PAID) && !state.equals(DECLINED)) {
      faults.add(new FieldFault("/state", "malformed", "must be " + PAID + " or " + DECLINED));
    }
    if (!faults.isEmpty()) {
      return refuse(faults);
    }
    String reason = text(json, "reason");
    return Reply.done(
        new GatewayEvent(
            eventId,
            UUID.fromString(paymentId),
            state.equals(PAID),
            reason.isEmpty() ? null : GatewayAnswer.shortened(reason)));
  }

  /** What is missing or no text is as wrong as an empty one. */
  private static String text(JsonObject json, String name) {
    return json.getValue(name) instanceof String text ? text : "";
  }

  private static Reply<GatewayEvent> refuse(List<FieldFault> faults) {
    return Reply.refused(Refusal.invalid(faults));
  }
}
