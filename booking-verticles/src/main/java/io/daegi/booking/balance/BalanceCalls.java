package io.daegi.booking.balance;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.Balance;
import io.daegi.booking.bus.BookingCalls;
import io.daegi.booking.bus.BusCall;

/** What the balance service can be asked. */
public final class BalanceCalls {

  public static final String ADDRESS = "booking.balance";

  public static final BusCall<BookingCalls.OfWallet, Balance> BALANCE =
      new BusCall<>(ADDRESS, "balance", BookingCalls.OfWallet.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.Charge, Balance> CHARGE =
      new BusCall<>(ADDRESS, "charge", BookingCalls.Charge.class, new TypeReference<>() {});

  private BalanceCalls() {}
}
