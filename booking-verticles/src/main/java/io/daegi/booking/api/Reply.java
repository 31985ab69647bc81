package io.daegi.booking.api;

import java.util.function.Function;

/** How booking answers: with what was asked for, or with a refusal. Trouble is a refusal too. */
public sealed interface Reply<T> {

  /** Whether this is the stored answer to an earlier request under the same idempotency key. */
  boolean replayed();

  /** The same answer, marked as a repeat. */
  Reply<T> asReplay();

  /** The same refusal, or what {@code next} makes of the value. */
  <R> Reply<R> map(Function<? super T, ? extends R> next);

  /**
   * @param created whether the request made something new: 201 rather than 200
   */
  record Done<T>(T value, boolean created, boolean replayed) implements Reply<T> {

    @Override
    public Reply<T> asReplay() {
      return new Done<>(value, created, true);
    }

    @Override
    public <R> Reply<R> map(Function<? super T, ? extends R> next) {
      return new Done<>(next.apply(value), created, replayed);
    }
  }

  /** Nothing was done, or what the refusal says. */
  record Refused<T>(Refusal refusal, boolean replayed) implements Reply<T> {

    @Override
    public Reply<T> asReplay() {
      return new Refused<>(refusal, true);
    }

    @Override
    public <R> Reply<R> map(Function<? super T, ? extends R> next) {
      return new Refused<>(refusal, replayed);
    }
  }

  static <T> Reply<T> done(T value) {
    return new Done<>(value, false, false);
  }

  static <T> Reply<T> created(T value) {
    return new Done<>(value, true, false);
  }

  static <T> Reply<T> refused(Refusal refusal) {
    return new Refused<>(refusal, false);
  }
}
