package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.BusCall;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.bus.BusService;
import io.daegi.booking.store.Trouble;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Typed calls over the event bus, and what goes wrong with them. */
class BusTest {

  private static final String ADDRESS = "test.service";
  private static final int LIMIT = 4_096;

  private record Question(String word) {}

  private static final BusCall<Question, String> ECHO =
      new BusCall<>(ADDRESS, "echo", Question.class, new TypeReference<>() {});
  private static final BusCall<Question, String> NEVER =
      new BusCall<>(ADDRESS, "never", Question.class, new TypeReference<>() {});
  private static final BusCall<Question, String> AWAY =
      new BusCall<>(ADDRESS, "away", Question.class, new TypeReference<>() {});

  private final Vertx vertx = Vertx.vertx();
  private final Promise<Reply<String>> never = Promise.promise();
  private BusService service;
  private final BusCaller caller = new BusCaller(vertx, 5_000);

  @BeforeEach
  void start() {
    service =
        new BusService(vertx, ADDRESS, Trouble::isAway)
            .on(ECHO, question -> Future.succeededFuture(Reply.done(question.word())))
            .on(NEVER, question -> never.future())
            .on(AWAY, question -> Future.failedFuture(new IOException("away")));
    await(service.start());
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private void answersStill() {
    assertThat(await(caller.ask(ECHO, new Question("hello")))).isEqualTo(Reply.done("hello"));
  }

  private void failsAtOnce(Object body, String call) {
    DeliveryOptions options = new DeliveryOptions();
    if (call != null) {
      options.addHeader("call", call);
    }
    Future<?> asked = vertx.eventBus().request(ADDRESS, body, options);
    assertThatThrownBy(() -> asked.toCompletionStage().toCompletableFuture().get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ReplyException.class,
            failure -> assertThat(failure.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE));
    answersStill();
  }

  @Test
  void failsWhatItCannotReadAndGoesOn() {
    failsAtOnce("no json", "echo");
    failsAtOnce("[]", "echo");
    failsAtOnce(null, "echo");
    failsAtOnce(17, "echo");
    failsAtOnce("{}", "unheard-of");
    failsAtOnce("{}", null);
  }

  @Test
  void passesOverFieldsThatItDoesNotKnow() {
    Future<String> asked =
        vertx
            .eventBus()
            .<String>request(
                ADDRESS,
                "{\"word\":\"hello\",\"of\":\"a newer release\"}",
                new DeliveryOptions().addHeader("call", "echo"))
            .map(reply -> reply.body());

    assertThat(await(asked)).contains("hello");
  }

  @Test
  void answersOthersWhileOneWaitsForItsNextStep() {
    String address = "test.stepwise";
    BusCall<Question, String> first =
        new BusCall<>(address, "first", Question.class, new TypeReference<>() {});
    BusCall<Question, String> second =
        new BusCall<>(address, "second", Question.class, new TypeReference<>() {});
    Promise<String> word = Promise.promise();
    await(
        vertx.deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return new BusService(vertx, address, Trouble::isAway)
                    .onStepwise(first, question -> Reply.done(word.future().await()))
                    .onStepwise(
                        second,
                        question -> {
                          word.complete(question.word());
                          return Reply.done("told");
                        })
                    .start();
              }
            },
            new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));

    Future<Reply<String>> waiting = caller.ask(first, new Question(""));

    assertThat(await(caller.ask(second, new Question("hello")))).isEqualTo(Reply.done("told"));
    assertThat(await(waiting)).isEqualTo(Reply.done("hello"));
  }

  @Test
  void handsOverWhatStaysInTheProcess() {
    BusCall<Question, List<String>> same =
        new BusCall<>(ADDRESS, "same", Question.class, new TypeReference<>() {});
    List<String> value = new ArrayList<>();
    Vertx other = Vertx.vertx();
    await(
        new BusService(other, ADDRESS, Trouble::isAway)
            .on(same, question -> Future.succeededFuture(Reply.done(value)))
            .start());
    try {
      Reply<List<String>> reply =
          await(new BusCaller(other, 5_000).ask(same, new Question("hello")));

      assertThat(((Reply.Done<List<String>>) reply).value()).isSameAs(value);
    } finally {
      await(other.close());
    }
  }

  @Test
  void saysUnavailableWhenItsDatabaseIsAwayOrNobodyAnswers() {
    assertThat(codeOf(await(caller.ask(AWAY, new Question("")))))
        .isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    BusCall<Question, String> nobody =
        new BusCall<>("nobody", "echo", Question.class, new TypeReference<>() {});
    assertThat(codeOf(await(caller.ask(nobody, new Question("")))))
        .isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    assertThat(codeOf(await(new BusCaller(vertx, 50).ask(NEVER, new Question("")))))
        .isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
  }

  @Test
  void refusesAtOnceWhatItCouldOnlyAnswerLate() {
    List<Future<Reply<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < LIMIT; i++) {
      waiting.add(new BusCaller(vertx, 60_000).ask(NEVER, new Question("")));
    }

    Reply<String> refused = await(caller.ask(NEVER, new Question("")));

    assertThat(codeOf(refused)).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    assertThat(((Reply.Refused<String>) refused).refusal().retryAfterMs()).isPositive();
    never.complete(Reply.done("at last"));
    await(Future.all(waiting));
    assertThat(waiting)
        .allSatisfy(one -> assertThat(one.result()).isEqualTo(Reply.done("at last")));
    answersStill();
  }

  private static RefusalCode codeOf(Reply<String> reply) {
    return ((Reply.Refused<String>) reply).refusal().code();
  }

  @Test
  void stopsWhenWhatItTookIsAnsweredAndTakesNothingMore() {
    Future<Reply<String>> taken = caller.ask(NEVER, new Question("?"));
    assertThat(await(caller.ask(ECHO, new Question("here")))).isEqualTo(Reply.done("here"));

    Future<Void> stopped = service.stop();
    assertThat(await(caller.ask(ECHO, new Question("late"))))
        .isEqualTo(Reply.refused(BusCaller.unavailable()));
    assertThat(stopped.isComplete()).isFalse();
    never.complete(Reply.done("at last"));

    assertThat(await(taken)).isEqualTo(Reply.done("at last"));
    await(stopped);
  }
}
