package io.daegi.booking;

import static org.awaitility.Awaitility.await;

import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** Asks again under the same key, as a client does that was told to, until there is an answer. */
final class PatientBuyer {

  private static final Set<RefusalCode> ASK_AGAIN =
      Set.of(
          RefusalCode.BOOKING_UNAVAILABLE,
          RefusalCode.IDEMPOTENCY_RUNNING,
          RefusalCode.PAYMENT_RUNNING);

  private PatientBuyer() {}

  static <T> T done(Supplier<Future<Reply<T>>> question) {
    Reply<T> last = last(question);
    if (last instanceof Reply.Done<T> done) {
      return done.value();
    }
    throw new AssertionError("refused: " + last);
  }

  static <T> RefusalCode refused(Supplier<Future<Reply<T>>> question) {
    Reply<T> last = last(question);
    if (last instanceof Reply.Refused<T> refused) {
      return refused.refusal().code();
    }
    throw new AssertionError("not refused: " + last);
  }

  private static <T> Reply<T> last(Supplier<Future<Reply<T>>> question) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> TestShop.await(question.get()), reply -> !asksAgain(reply));
  }

  private static boolean asksAgain(Reply<?> reply) {
    return reply instanceof Reply.Refused<?> refused
        && ASK_AGAIN.contains(refused.refusal().code());
  }
}
