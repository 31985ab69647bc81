package io.daegi.http.stream;

/**
 * One open connection to a visitor, whatever it speaks. It never holds more than one status that
 * the reader has not taken.
 */
interface StreamSink {

  /** The {@code kind} of the metric. */
  String kind();

  /** Whether the reader has not yet taken what was written before. */
  boolean isFull();

  void send(String status, long version);

  /** Asks for a sign of life. */
  void ping();

  /** Whether an unanswered {@link #ping()} means that nobody is there. */
  boolean answersPings();

  /** Says why, and closes. */
  void end(StreamEnd end);
}
