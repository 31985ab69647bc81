package io.daegi.booking.payment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.bus.BookingCalls.OwnRecord;
import io.daegi.booking.bus.BusCall;

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

  private PaymentCalls() {}
}
