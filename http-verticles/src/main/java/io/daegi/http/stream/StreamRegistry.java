package io.daegi.http.stream;

import io.daegi.http.edge.HttpConfig;
import io.daegi.http.token.QueueToken;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All streams of this process: how many there are, and which belong to one token. One for all event
 * loops, safe from any of them.
 */
public final class StreamRegistry {

  private final int maxStreams;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, AtomicInteger> kindToOpen = new HashMap<>();
  private final StreamTable tokenToStreams = new StreamTable();

  /**
   * @param maxStreams most streams at a time
   */
  public StreamRegistry(int maxStreams, MeterRegistry meters) {
    this.maxStreams = maxStreams;
    for (var kind : new String[] {SocketSink.KIND, EventsSink.KIND}) {
      var count = new AtomicInteger();
      kindToOpen.put(kind, count);
      Gauge.builder("daegi.streams", count, AtomicInteger::get)
          .description("Open streams to visitors")
          .tag("kind", kind)
          .register(meters);
    }
  }

  /** Takes one of the places for streams; false when all are taken. */
  boolean tryReserve() {
    if (open.incrementAndGet() > maxStreams) {
      open.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Gives a place back that no stream came to use. */
  void unreserve() {
    open.decrementAndGet();
  }

  /** Notes a stream, and replaces the oldest one of a token that now has too many. */
  void opened(TokenStream stream) {
    kindToOpen.get(stream.sink().kind()).incrementAndGet();
    TokenStream oldest = null;
    synchronized (tokenToStreams) {
      tokenToStreams.add(stream);
      if (tokenToStreams.count(stream) > HttpConfig.MAX_STREAMS_PER_TOKEN) {
        oldest = tokenToStreams.oldest(stream);
        tokenToStreams.remove(oldest);
      }
    }
    if (oldest != null) {
      oldest.replace();
    }
  }

  /** Forgets a stream that has ended. */
  void closed(TokenStream stream) {
    open.decrementAndGet();
    kindToOpen.get(stream.sink().kind()).decrementAndGet();
    synchronized (tokenToStreams) {
      tokenToStreams.remove(stream);
    }
  }

  /** A command changed the token: what its streams of this process say must not wait for a turn. */
  public void lookAgain(QueueToken token) {
    synchronized (tokenToStreams) {
      tokenToStreams.lookAgain(token);
    }
  }
}
