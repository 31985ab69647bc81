package io.daegi.launcher.roles;

import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.ConcertSpec.SectionSpec;
import io.daegi.booking.api.ConcertSpec.ShowSpec;
import io.daegi.booking.api.Reply;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.QueueSettings;
import io.daegi.launcher.StartFailure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** A small sale to try Daegi with: one queue, one concert, four evenings of 120 seats. */
public final class DemoSale {
  /** Of the queue and of the concert. */
  public static final String ID = "demo";

  private static final int EVENINGS = 4;
  private static final int DAYS_AHEAD = 30;

  /** Short, so that a line of people who do not come moves on while somebody watches. */
  private static final long READY_TTL_MS = 30_000;

  private DemoSale() {}

  /** Makes it, unless it is there since an earlier start. */
  public static void open(EngineLink engine, BookingClient booking) throws StartFailure {
    openQueue(engine);
    if (booking.concert(ID).await() instanceof Reply.Refused<Concert>) {
      openConcert(booking);
    }
  }

  private static void openQueue(EngineLink engine) throws StartFailure {
    Answer answer = engine.send(client -> client.createQueue(ID, settings())).await();
    if (!answer.outcome().isAccepted() && answer.outcome() != Outcome.QUEUE_EXISTS) {
      throw StartFailure.unusable("the demo sale's queue cannot be made: " + answer.outcome());
    }
  }

  private static QueueSettings settings() {
    QueueSettings byDefault = QueueSettings.defaults(ID);
    return new QueueSettings(
        "Daegi demo sale",
        20,
        2,
        READY_TTL_MS,
        byDefault.activeTtlMs(),
        byDefault.sessionMaxMs(),
        byDefault.waitingTtlMs(),
        byDefault.opensAtMs(),
        byDefault.passMode(),
        byDefault.audience(),
        byDefault.maxWaiting());
  }

  private static void openConcert(BookingClient booking) throws StartFailure {
    if (booking.putConcert(ID, concert()).await() instanceof Reply.Refused<Concert> refused) {
      throw StartFailure.unusable(
          "the demo sale's concert cannot be made: " + refused.refusal().detail());
    }
  }

  private static ConcertSpec concert() {
    LocalDate first = LocalDate.now(ZoneOffset.UTC).plusDays(DAYS_AHEAD);
    List<SectionSpec> sections =
        List.of(new SectionSpec("R", 4, 10, 120_000), new SectionSpec("S", 8, 10, 80_000));
    List<ShowSpec> evenings =
        IntStream.range(0, EVENINGS)
            .mapToObj(
                evening ->
                    new ShowSpec(
                        first.plusDays(evening),
                        first.plusDays(evening).atTime(10, 0).toInstant(ZoneOffset.UTC),
                        sections))
            .toList();
    return new ConcertSpec("An evening of waiting", ID, "KRW", null, null, evenings);
  }
}
