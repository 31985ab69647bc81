package io.daegi.engine.process;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a running {@link EngineProcess} says of itself when asked.
 *
 * @param heapBytes in use after a collection
 * @param threads alive
 * @param sent commands that the ring took
 * @param answered commands that were answered, in whatever way
 * @param lost commands that were taken and whose answer was taken back, because the log failed
 * @param unavailable joins that were refused at once, because nobody leads
 * @param overloaded turns that ended because the ring was full
 * @param mostInside the most commands that were ever taken and not yet durable, as each turn saw it
 * @param led incarnations so far
 */
public record EngineReport(
    long heapBytes,
    long threads,
    long sent,
    long answered,
    long lost,
    long unavailable,
    long overloaded,
    long mostInside,
    long led) {

  /** Turns in which somebody was refused at once. */
  long refused() {
    return unavailable + overloaded;
  }

  String toLine() {
    return LongStream.of(
            heapBytes, threads, sent, answered, lost, unavailable, overloaded, mostInside, led)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  /** For people. */
  String words() {
    return "heap %.1f MB, %d threads, %,d taken, %,d answered, %,d taken back, %,d refused, %,d led"
        .formatted(heapBytes / 1e6, threads, sent, answered, lost, refused(), led);
  }

  static EngineReport ofLine(String line) {
    long[] all = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    return new EngineReport(all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7], all[8]);
  }
}
