package io.daegi.engine.process;

import static io.daegi.engine.process.EngineLife.QUEUE;

import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.ReplyTo;
import io.daegi.engine.shard.Incarnation;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * As much as the ring takes, all the time: new visitors at a pace, whoever is called comes in and
 * pays, but for some who do not; what is left of the ring are visitors who ask again. Turns run on
 * the ingress thread, answers come on the reply stage's.
 *
 * <p>An answer that contradicts an earlier one, or the committed log, ends the process.
 */
final class FullLoad {

  private static final int MOST_A_TURN = 2_048;
  private static final int NO_SHOWS_ONE_OF = 20;
  private static final int MOST_SEEN_AT_ONCE = 4_096;
  private static final long SEEN_EVERY_NS = 100_000_000;

  private final EngineLife life;
  private final Sight sight;
  private final ToldJoins.Writer told;
  private final SplittableRandom random;
  private final AtomicLongArray placeToNumber;
  private final ArrayBlockingQueue<Integer> called = new ArrayBlockingQueue<>(1 << 16);
  private final ArrayBlockingQueue<Integer> inside = new ArrayBlockingQueue<>(1 << 16);
  private long startNs;
  private int joins;
  private int nextToCome = 1;
  private int nextToSee = 1;
  private long seenNs;
  private boolean madeQueue;

  private final AtomicLong lastTold = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong unavailable = new AtomicLong();
  private final AtomicLong overloaded = new AtomicLong();
  private final AtomicLong mostInside = new AtomicLong();

  private final ReplyTo joined = this::joined;
  private final ReplyTo entered = this::entered;
  private final ReplyTo completed = this::completed;
  private final ReplyTo asked = this::asked;
  private final ReplyTo counted = this::count;

  FullLoad(EngineLife life, Sight sight, ToldJoins.Writer told) {
    this.life = life;
    this.sight = sight;
    this.told = told;
    this.random = new SplittableRandom(life.life());
    this.placeToNumber = new AtomicLongArray(life.joinsAtMost());
  }

  EngineReport report(long heapBytes, long threads, long led) {
    return new EngineReport(
        heapBytes,
        threads,
        sent.get(),
        answered.get(),
        lost.get(),
        unavailable.get(),
        overloaded.get(),
        mostInside.get(),
        led);
  }

  /**
   * @param leader null when nobody leads here
   */
  void turn(Incarnation leader) {
    if (leader == null) {
      unavailable.incrementAndGet();
      return;
    }
    mostInside.accumulateAndGet(leader.undurable(), Math::max);
    for (int i = 0; i < MOST_A_TURN; i++) {
      Envelope envelope = leader.tryClaim();
      if (envelope == null) {
        overloaded.incrementAndGet();
        return;
      }
      fill(envelope);
      leader.publish();
      sent.incrementAndGet();
    }
  }

  private void fill(Envelope envelope) {
    if (!madeQueue) {
      madeQueue = true;
      startNs = System.nanoTime();
      seenNs = startNs;
      envelope.command().createQueue(QUEUE, life.queueSettings());
      envelope.setReplyTo(counted, 0);
    } else if (isTimeToSee()) {
      see(envelope);
    } else if (joins < life.joinsAtMost() && joins < dueJoins()) {
      join(envelope, joins++);
    } else if (!enter(envelope) && !complete(envelope)) {
      askAgain(envelope);
    }
  }

  private long dueJoins() {
    return (System.nanoTime() - startNs) / 1_000 * life.joinsPerSecond() / 1_000_000;
  }

  private void join(Envelope envelope, int place) {
    envelope.command().join(QUEUE, life.life(), place);
    envelope.setReplyTo(joined, place);
  }

  private boolean enter(Envelope envelope) {
    hearCalls();
    Integer number = called.poll();
    if (number == null) {
      return false;
    }
    envelope.command().enter(QUEUE, number, sight.visitorHigh(number), sight.visitorLow(number));
    envelope.setReplyTo(entered, number);
    return true;
  }

  private void hearCalls() {
    int lastCalled = sight.lastCalled();
    nextToCome = Math.max(nextToCome, lastCalled - 2 * life.capacity());
    for (; nextToCome <= lastCalled; nextToCome++) {
      if (!life.noShows() || random.nextInt(NO_SHOWS_ONE_OF) > 0) {
        called.offer(nextToCome);
      }
    }
  }

  private boolean complete(Envelope envelope) {
    Integer number = inside.poll();
    if (number == null) {
      return false;
    }
    envelope.command().complete(QUEUE, number);
    envelope.setReplyTo(completed, number);
    return true;
  }

  /** By its own id again, or by the number that the log says somebody has. */
  private void askAgain(Envelope envelope) {
    int known = sight.lastNumber();
    if (known == 0 || (joins > 0 && random.nextBoolean())) {
      join(envelope, random.nextInt(Math.max(1, joins)));
      return;
    }
    int number = 1 + random.nextInt(known);
    Command command = envelope.command();
    command.ask(QUEUE, number, sight.visitorHigh(number), sight.visitorLow(number));
    envelope.setReplyTo(asked, number);
  }

  private boolean isTimeToSee() {
    return sight.lastNumber() > 0 && System.nanoTime() - seenNs > SEEN_EVERY_NS;
  }

  /** A sign of life of the next of those who wait, round and round. */
  private void see(Envelope envelope) {
    seenNs = System.nanoTime();
    int last = Math.max(sight.lastNumber(), (int) lastTold.get());
    int from = Math.max(nextToSee, sight.lastCalled() + 1);
    int to = Math.min(last, from + MOST_SEEN_AT_ONCE - 1);
    long[] numbers = new long[Math.max(0, to - from + 1)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (long) from + i;
    }
    nextToSee = to >= last ? 1 : to + 1;
    envelope.command().seen(QUEUE, numbers);
    envelope.setReplyTo(counted, 0);
  }

  private void count(Envelope envelope) {
    answered.incrementAndGet();
    if (isLost(envelope)) {
      lost.incrementAndGet();
    }
  }

  private static boolean isLost(Envelope envelope) {
    Outcome outcome = envelope.answer().outcome();
    return outcome == Outcome.UNKNOWN || outcome == Outcome.UNAVAILABLE;
  }

  private void joined(Envelope envelope) {
    count(envelope);
    int place = envelope.replyIndex();
    if (isLost(envelope)) {
      placeToNumber.set(place, 0);
      return;
    }
    long number = envelope.answer().number();
    lastTold.accumulateAndGet(number, Math::max);
    long before = placeToNumber.getAndSet(place, number);
    switch (envelope.answer().outcome()) {
      case DONE -> told.tell(number, life.life(), place);
      case REPEATED -> {
        if (before == 0) {
          told.tell(number, life.life(), place);
        } else if (before != number) {
          contradict("visitor " + place + " has " + before + " and " + number);
        }
      }
      default -> contradict("a join ended as " + envelope.answer().outcome());
    }
  }

  private void entered(Envelope envelope) {
    count(envelope);
    if (isLost(envelope)) {
      called.offer(envelope.replyIndex());
    } else if (envelope.answer().outcome().isAccepted()) {
      inside.offer(envelope.replyIndex());
    }
  }

  private void completed(Envelope envelope) {
    count(envelope);
    if (isLost(envelope)) {
      inside.offer(envelope.replyIndex());
    }
  }

  /** Whoever the log knows, the leader knows. */
  private void asked(Envelope envelope) {
    count(envelope);
    if (!isLost(envelope) && envelope.answer().outcome() != Outcome.REPEATED) {
      contradict("number " + envelope.replyIndex() + " of the log is unknown to the leader");
    }
  }

  private static void contradict(String what) {
    EngineProcess.die(new AssertionError(what));
  }
}
