package io.daegi.booking.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.AdminAct;
import io.daegi.booking.api.AdminNote;
import io.daegi.booking.api.Page;
import io.daegi.booking.bus.BookingCalls;
import io.daegi.booking.bus.BusCall;

/** What the audit service can be asked. */
public final class AuditCalls {

  public static final String ADDRESS = "booking.audit";

  public static final BusCall<AdminNote, AdminAct> NOTE =
      new BusCall<>(ADDRESS, "note", AdminNote.class, new TypeReference<>() {});
  public static final BusCall<BookingCalls.ListActs, Page<AdminAct>> LIST =
      new BusCall<>(ADDRESS, "list", BookingCalls.ListActs.class, new TypeReference<>() {});

  private AuditCalls() {}
}
