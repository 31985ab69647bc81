package io.daegi.http.stream;

import io.daegi.http.token.QueueToken;

/**
 * The streams of each token: a hash table whose chains run through the streams themselves, since
 * nearly every token has one. Not safe for threads.
 */
final class StreamTable {

  private TokenStream[] buckets = new TokenStream[64];
  private int size;

  /** Adds the token's newest stream. */
  void add(TokenStream stream) {
    if (size == buckets.length) {
      grow();
    }
    put(stream);
    size++;
  }

  void remove(TokenStream stream) {
    int bucket = bucket(stream.number());
    TokenStream before = null;
    for (var each = buckets[bucket]; each != null; each = each.nextInBucket) {
      if (each == stream) {
        if (before == null) {
          buckets[bucket] = each.nextInBucket;
        } else {
          before.nextInBucket = each.nextInBucket;
        }
        each.nextInBucket = null;
        size--;
        return;
      }
      before = each;
    }
  }

  /** How many streams this stream's token has. */
  int count(TokenStream stream) {
    int count = 0;
    for (var each = buckets[bucket(stream.number())]; each != null; each = each.nextInBucket) {
      count += isOfSameToken(each, stream) ? 1 : 0;
    }
    return count;
  }

  /** The stream of this stream's token that was added first. */
  TokenStream oldest(TokenStream stream) {
    TokenStream oldest = null;
    for (var each = buckets[bucket(stream.number())]; each != null; each = each.nextInBucket) {
      oldest = isOfSameToken(each, stream) ? each : oldest;
    }
    return oldest;
  }

  /** Tells all streams of a token that it has changed. */
  void lookAgain(QueueToken token) {
    for (var each = buckets[bucket(token.number())]; each != null; each = each.nextInBucket) {
      if (each.number() == token.number()
          && each.queue().generation() == token.generation()
          && each.queue().queueId().equals(token.queueId())) {
        each.lookAgain();
      }
    }
  }

  private static boolean isOfSameToken(TokenStream one, TokenStream other) {
    return one.number() == other.number()
        && one.queue().generation() == other.queue().generation()
        && one.queue().queueId().equals(other.queue().queueId());
  }

  private int bucket(long number) {
    return (int) number & (buckets.length - 1);
  }

  /** The newest stands first in its chain. */
  private void put(TokenStream stream) {
    int bucket = bucket(stream.number());
    stream.nextInBucket = buckets[bucket];
    buckets[bucket] = stream;
  }

  private void grow() {
    var old = buckets;
    buckets = new TokenStream[2 * old.length];
    for (var chain : old) {
      putFromLast(chain);
    }
  }

  /** The last of a chain first, so that newer ones stand before it again. */
  private void putFromLast(TokenStream first) {
    TokenStream turned = null;
    for (var each = first; each != null; ) {
      var next = each.nextInBucket;
      each.nextInBucket = turned;
      turned = each;
      each = next;
    }
    for (var each = turned; each != null; ) {
      var next = each.nextInBucket;
      put(each);
      each = next;
    }
  }
}
