package io.daegi.http.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.api.ShowRef;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A crowd's looks at one hall are one question, but for whoever did something meanwhile. */
class SeatMapMemoryTest {

  private static final ShowRef SHOW = new ShowRef("spring", LocalDate.of(2026, 12, 24), null);

  private long nowNs = 1_000_000_000;
  private int asked;
  private Reply<SeatMap> answer;
  private final OwnWrites writes = new OwnWrites(() -> nowNs);
  private final SeatMapMemory memory = new SeatMapMemory(booking(), writes, () -> nowNs);

  /** Booking as far as seat maps go. */
  private BookingClient booking() {
    return (BookingClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BookingClient.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("availableSeats");
              asked++;
              return Future.succeededFuture(
                  answer != null
                      ? answer
                      : Reply.done(new SeatMap("show-1", SHOW.date(), "v" + asked, List.of())));
            });
  }

  private static Caller visitor(long id) {
    return new Caller(
        new VisitorId(id, id),
        "queue",
        "token",
        id,
        1,
        0,
        AdmissionVerdict.admittedUntil(Long.MAX_VALUE));
  }

  private String versionFor(long visitor) {
    return ((Reply.Done<SeatMap>) memory.find(visitor(visitor), SHOW).result()).value().version();
  }

  private void pass(long ms) {
    nowNs += ms * 1_000_000;
  }

  @Test
  void asksOnceForACrowdUntilTheMapIsOld() {
    assertThat(versionFor(1)).isEqualTo("v1");
    pass(SeatMapMemory.KEEP_MS - 1);
    assertThat(versionFor(2)).isEqualTo("v1");
    pass(1);
    assertThat(versionFor(3)).isEqualTo("v2");
  }

  @Test
  void showsVisitorsWhatTheyDid() {
    assertThat(versionFor(1)).isEqualTo("v1");
    pass(10);
    writes.mark(visitor(1).visitor());
    assertThat(versionFor(2)).isEqualTo("v1");
    pass(1);
    assertThat(versionFor(1)).isEqualTo("v2");
    assertThat(versionFor(2)).isEqualTo("v2");
    assertThat(versionFor(1)).isEqualTo("v2");
  }

  @Test
  void remembersNoRefusal() {
    answer = Reply.refused(Refusal.of(RefusalCode.BOOKING_UNAVAILABLE, "away"));
    assertThat(memory.find(visitor(1), SHOW).result()).isEqualTo(answer);
    answer = null;
    assertThat(versionFor(1)).isEqualTo("v2");
  }

  @Test
  void leavesItToBookingToRefuseWhoMayNotLook() {
    assertThat(versionFor(1)).isEqualTo("v1");
    var outside =
        new Caller(
            new VisitorId(2, 2),
            "queue",
            "token",
            2,
            1,
            0,
            AdmissionVerdict.refused(RefusalCode.NOT_ADMITTED, null));
    memory.find(outside, SHOW);
    assertThat(asked).isEqualTo(2);
  }
}
