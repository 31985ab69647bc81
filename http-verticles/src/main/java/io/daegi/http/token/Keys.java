package io.daegi.http.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of one version of the key file. Secrets ({@code kty: oct}) sign what only we read, P-256
 * keys sign passes. A key signs from its {@code nbf} on, else from some minutes after its {@code
 * iat}; every key verifies at once. The oldest secret names tokens and visitors, so that a rotation
 * renames nobody: it stays in the file as long as a queue of its time lives.
 */
final class Keys {

  /** A secret and the wall-clock time from which on it signs. */
  private record Dated<K>(String keyId, K key, long fromMs) {}

  private final List<Dated<SecretKeys>> secrets = new ArrayList<>();
  private final List<Dated<ECKey>> passKeys = new ArrayList<>();
  private final Map<Integer, SecretKeys> idToSecret = new LinkedHashMap<>();
  private final Map<String, Long> keyIdToEarliestMs = new HashMap<>();
  private final JWKSet published;
  private final long publishedMs;

  /**
   * @param publishedMs how long a key is known before it signs
   * @throws IllegalArgumentException when the set lacks a usable key of either kind
   */
  Keys(JWKSet set, long publishedMs) throws GeneralSecurityException {
    this.publishedMs = publishedMs;
    for (var key : set.getKeys()) {
      switch (key) {
        case OctetSequenceKey secret -> addSecret(secret);
        case ECKey pair -> addPassKey(pair);
        default -> throw new IllegalArgumentException("key " + key.getKeyID() + " is of no use");
      }
    }
    if (secrets.isEmpty() || passKeys.isEmpty()) {
      throw new IllegalArgumentException("needs one key of kty oct and one of kty EC, crv P-256");
    }
    sort(secrets);
    sort(passKeys);
    published = new JWKSet(passKeys.stream().map(k -> (JWK) k.key().toPublicJWK()).toList());
  }

  /** Without its date, a new key could not be told from the oldest one. */
  private static <K> void sort(List<Dated<K>> dated) {
    if (dated.size() > 1 && dated.stream().anyMatch(each -> each.fromMs() == 0)) {
      throw new IllegalArgumentException("of several keys of a kind each needs an iat or nbf");
    }
    dated.sort(Comparator.comparingLong(Dated::fromMs));
  }

  /** Takes the place of an earlier version: what that one did not have is new now. */
  void follow(Keys earlier, long nowMs) {
    keyIdToEarliestMs.putAll(earlier.keyIdToEarliestMs);
    for (var keyId : keyIds()) {
      if (!earlier.keyIds().contains(keyId)) {
        keyIdToEarliestMs.put(keyId, nowMs + publishedMs);
      }
    }
  }

  /** The keys of an earlier version that this one does not have. */
  Set<String> missing(Keys earlier) {
    var missing = earlier.keyIds();
    missing.removeAll(keyIds());
    return missing;
  }

  private Set<String> keyIds() {
    var keyIds = new TreeSet<String>();
    secrets.forEach(secret -> keyIds.add(secret.keyId()));
    passKeys.forEach(pair -> keyIds.add(pair.keyId()));
    return keyIds;
  }

  private void addSecret(OctetSequenceKey secret) throws GeneralSecurityException {
    requireKeyId(secret);
    if (secret.size() < 256) {
      throw new IllegalArgumentException("key " + secret.getKeyID() + " has less than 256 bits");
    }
    var keys = new SecretKeys(secret.getKeyID(), secret.toByteArray());
    if (idToSecret.put(keys.id(), keys) != null) {
      throw new IllegalArgumentException("two keys are named " + secret.getKeyID());
    }
    secrets.add(new Dated<>(secret.getKeyID(), keys, fromMs(secret)));
  }

  private void addPassKey(ECKey pair) {
    requireKeyId(pair);
    if (!Curve.P_256.equals(pair.getCurve()) || !pair.isPrivate()) {
      throw new IllegalArgumentException("key " + pair.getKeyID() + " is no private P-256 key");
    }
    var named = new ECKey.Builder(pair).algorithm(JWSAlgorithm.ES256).build();
    passKeys.add(new Dated<>(pair.getKeyID(), named, fromMs(pair)));
  }

  private static void requireKeyId(JWK key) {
    if (key.getKeyID() == null || key.getKeyID().isBlank()) {
      throw new IllegalArgumentException("a key has no kid");
    }
  }

  private long fromMs(JWK key) {
    if (key.getNotBeforeTime() != null) {
      return key.getNotBeforeTime().toInstant().toEpochMilli();
    }
    Date made = key.getIssueTime();
    return made == null ? 0 : made.toInstant().toEpochMilli() + publishedMs;
  }

  SecretKeys founding() {
    return secrets.getFirst().key();
  }

  SecretKeys signing(long nowMs) {
    return newest(secrets, nowMs);
  }

  ECKey passKey(long nowMs) {
    return newest(passKeys, nowMs);
  }

  /** The secret of this id; null when the file does not have it. */
  SecretKeys secret(int id) {
    return idToSecret.get(id);
  }

  Iterable<SecretKeys> allSecrets() {
    return idToSecret.values();
  }

  /** The pass key of this id; null when the file does not have it. */
  ECKey passKey(String keyId) {
    return published.getKeyByKeyId(keyId) instanceof ECKey key ? key : null;
  }

  JWKSet published() {
    return published;
  }

  /** The newest that may sign by now; the oldest when none may. */
  private <K> K newest(List<Dated<K>> dated, long nowMs) {
    var chosen = dated.getFirst().key();
    for (var each : dated) {
      if (each.fromMs() <= nowMs && keyIdToEarliestMs.getOrDefault(each.keyId(), 0L) <= nowMs) {
        chosen = each.key();
      }
    }
    return chosen;
  }
}
