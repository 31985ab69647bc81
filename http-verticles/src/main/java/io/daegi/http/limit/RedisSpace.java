package io.daegi.http.limit;

/**
 * Our part of a Redis.
 *
 * @param url with its credentials
 * @param prefix of every key
 * @param answerTimeoutMs a Redis that takes longer counts as gone
 */
public record RedisSpace(String url, String prefix, long answerTimeoutMs) {

  /** A Redis that is near: nobody waits longer than 100 ms for it. */
  public static RedisSpace of(String url, String prefix) {
    return new RedisSpace(url, prefix, 100);
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "RedisSpace[" + prefix + "]";
  }
}
