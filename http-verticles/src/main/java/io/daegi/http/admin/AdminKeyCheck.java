package io.daegi.http.admin;

import io.daegi.http.address.ClientAddresses;
import io.daegi.http.address.IpAddress;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a key with the operators' in constant time. An address that tries many wrong ones is
 * told to wait; the right key is taken from any address at any time, so that nobody behind the
 * operators' own proxy can lock them out. Belongs to one event loop.
 */
final class AdminKeyCheck {

  private static final Logger log = LoggerFactory.getLogger(AdminKeyCheck.class);

  private final byte[] keyHash;
  private final InstantSource clock;
  private final ClientAddresses clients;
  private final WrongKeyLimit limit;

  AdminKeyCheck(
      String adminKey, InstantSource clock, ClientAddresses clients, WrongKeyLimit limit) {
    this.keyHash = sha256(adminKey);
    this.clock = clock;
    this.clients = clients;
    this.limit = limit;
  }

  /** Refuses any other key. */
  void require(HttpServerRequest request, String key) {
    if (!MessageDigest.isEqual(sha256(key), keyHash)) {
      throw refusal(request).toException();
    }
  }

  private Problem refusal(HttpServerRequest request) {
    var counted = clients.clientAddress(request).map(IpAddress::countedAs).orElse("unknown");
    long waitMs = limit.tried(counted, clock.millis());
    if (waitMs == 0) {
      log.warn("a wrong admin key came from {}", clients.shown(request));
      return Problem.of(ProblemCode.ADMIN_KEY_INVALID);
    }
    return Problem.of(ProblemCode.TOO_MANY_WRONG_KEYS)
        .withRetryAfterMs(waitMs + Jitter.between(1, 1_000));
  }

  /** Hashes have one length: the comparison tells nothing of the key's. */
  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
