package io.daegi.launcher.cluster;

import io.daegi.launcher.sale.Answer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Polls, and how many failed: a poll goes to the next edge where one does not answer, and fails
 * when none does, or when one answers anything but the person's own number.
 */
final class Polls {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private final Balancer balancer;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong moved = new AtomicLong();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();

  /**
   * Until a moment.
   *
   * @param moved to another edge, since one did not answer
   */
  record Count(long asked, long failed, long moved) {
    Count since(Count before) {
      return new Count(asked - before.asked, failed - before.failed, moved - before.moved);
    }
  }

  Polls(Balancer balancer) {
    this.balancer = balancer;
  }

  Count count() {
    return new Count(asked.get(), failed.size(), moved.get());
  }

  /** What was wrong with those that failed. */
  Queue<String> failures() {
    return failed;
  }

  /** The status, or null when the poll failed. */
  Answer poll(String token, Told.Place place) {
    Balancer.Said said =
        balancer.ask(
            ANSWER_WITHIN,
            "GET",
            "/v1/queues/" + place.queueId() + "/tokens/me",
            null,
            "Authorization",
            "Bearer " + token);
    asked.incrementAndGet();
    Answer answer = said.answer();
    if (answer == null) {
      failed.add("no edge answered: " + said.trouble());
      return null;
    }
    if (said.passedOver() > 0) {
      moved.incrementAndGet();
    }
    if (answer.status() != 200 || answer.body().getLong("number") != place.number()) {
      failed.add(place + " was told " + answer.status() + " " + answer.whole().body());
      return null;
    }
    return answer;
  }
}
