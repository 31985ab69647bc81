package io.daegi.http.limit;

/** What became of the wish to take one out of a bucket. */
public sealed interface Take {

  /**
   * One was taken.
   *
   * @param giveBack puts it back where it was taken; to be run once at most
   */
  record Taken(Runnable giveBack) implements Take {}

  /**
   * The bucket is empty.
   *
   * @param waitMs until one is in it, at least 1
   */
  record Empty(long waitMs) implements Take {}
}
