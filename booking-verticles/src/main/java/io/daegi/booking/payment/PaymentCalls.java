package io.daegi.booking.payment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.PaymentNotice;
import io.daegi.booking.bus.BookingCalls.Nothing;
import io.daegi.booking.bus.BookingCalls.OwnRecord;
import io.daegi.booking.bus.BusCall;
import io.daegi.booking.payment.PaymentGateway.Doubt;
import io.daegi.booking.payment.PaymentGateway.Taken;
import java.util.List;

/** What the payment service can be asked. */
public final class PaymentCalls {

  public static final String ADDRESS = "booking.payment";

  public static final BusCall<PaymentOrder, PaymentOutcome> PAY =
      new BusCall<>(ADDRESS, "pay", PaymentOrder.class, new TypeReference<>() {});
  public static final BusCall<PaymentOrder, PaymentOutcome> SETTLE =
      new BusCall<>(ADDRESS, "settle", PaymentOrder.class, new TypeReference<>() {});
  public static final BusCall<OwnRecord, PaymentRecord> FIND =
      new BusCall<>(ADDRESS, "find", OwnRecord.class, new TypeReference<>() {});

  public static final BusCall<RefundOrder, RefundOrder> REFUND =
      new BusCall<>(ADDRESS, "refund", RefundOrder.class, new TypeReference<>() {});

  public static final BusCall<Nothing, List<RefundOrder>> TAKE_DOUBTED =
      new BusCall<>(ADDRESS, "take-doubted", Nothing.class, new TypeReference<>() {});
  public static final BusCall<RefundOrder, Doubt> UNDO =
      new BusCall<>(ADDRESS, "undo", RefundOrder.class, new TypeReference<>() {});
  public static final BusCall<Undone, RefundOrder> UNDONE =
      new BusCall<>(ADDRESS, "undone", Undone.class, new TypeReference<>() {});

  public static final BusCall<PaymentNotice, GatewayEvent> READ =
      new BusCall<>(ADDRESS, "read", PaymentNotice.class, new TypeReference<>() {});
  public static final BusCall<Told, Taken> TAKE =
      new BusCall<>(ADDRESS, "take", Told.class, new TypeReference<>() {});

  private PaymentCalls() {}

  /** The gateway told something of this order. */
  public record Told(GatewayEvent event, PaymentOrder order) {}

  /** The doubt about a payment is over. */
  public record Undone(RefundOrder order, Doubt doubt) {}
}
