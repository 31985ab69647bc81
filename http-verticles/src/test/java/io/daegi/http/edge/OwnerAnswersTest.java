package io.daegi.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.token.QueueToken;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnerAnswersTest {

  private static final VisitorId VISITOR = new VisitorId(1, 2);

  private final InMemoryRoom room = new InMemoryRoom();
  private final AtomicLong nowMs = new AtomicLong(10_000);
  private final OwnerAnswers answers = new OwnerAnswers(room, nowMs::get);
  private final QueueToken token = new QueueToken("demo", 1, 1, 0, VISITOR);

  @Test
  void keepsAnAnswerForOneSecond() {
    open();
    answers.ask(token).await();
    nowMs.addAndGet(999);
    answers.ask(token).await();
    assertThat(room.timesAsked()).isEqualTo(1);
    nowMs.addAndGet(1);
    answers.ask(token).await();
    assertThat(room.timesAsked()).isEqualTo(2);
  }

  @Test
  void keepsTroubleToo() {
    open();
    room.failWith(Outcome.UNAVAILABLE);
    assertThat(answers.ask(token).await().outcome()).isEqualTo(Outcome.UNAVAILABLE);
    room.failWith(null);
    assertThat(answers.ask(token).await().outcome()).isEqualTo(Outcome.UNAVAILABLE);
    nowMs.addAndGet(1_000);
    assertThat(answers.ask(token).await().outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void takesWhatPassedOffTheTimeThatIsLeft() {
    open();
    room.callUpTo("demo", 1);
    room.setRemaining("demo", 1, 100_000);
    answers.ask(token).await();
    nowMs.addAndGet(900);
    assertThat(answers.ask(token).await().remainingMs()).isBetween(1L, 99_100L);
  }

  @Test
  void remembersWhatACommandAnswered() {
    open();
    room.callUpTo("demo", 1);
    answers.heard(token, room.enter("demo", 1, VISITOR).await());
    assertThat(answers.ask(token).await().state().name()).isEqualTo("ACTIVE");
    assertThat(room.timesAsked()).isZero();
  }

  private void open() {
    room.open("demo", QueueSettings.defaults("demo"));
    room.join("demo", VISITOR).await();
  }
}
