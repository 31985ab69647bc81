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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of one version of the key file. Secrets ({@code kty: oct}) sign what only we read, P-256
 * keys sign passes. A key's {@code nbf} (else {@code iat}) says from when on it signs; every key
 * verifies. The oldest secret names tokens and visitors, so that a rotation renames nobody: it
 * stays in the file as long as a queue of its time lives.
 */
final class Keys {

  /** A secret and the wall-clock time from which on it signs. */
  private record Dated<K>(K key, long fromMs) {}

  private final List<Dated<SecretKeys>> secrets = new ArrayList<>();
  private final List<Dated<ECKey>> passKeys = new ArrayList<>();
  private final Map<Integer, SecretKeys> idToSecret = new LinkedHashMap<>();
  private final JWKSet published;

  /**
   * @throws IllegalArgumentException when the set lacks a usable key of either kind
   */
  Keys(JWKSet set) throws GeneralSecurityException {
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
    secrets.sort(Comparator.comparingLong(Dated::fromMs));
    passKeys.sort(Comparator.comparingLong(Dated::fromMs));
    published = new JWKSet(passKeys.stream().map(k -> (JWK) k.key().toPublicJWK()).toList());
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
    secrets.add(new Dated<>(keys, fromMs(secret)));
  }

  private void addPassKey(ECKey pair) {
    requireKeyId(pair);
    if (!Curve.P_256.equals(pair.getCurve()) || !pair.isPrivate()) {
      throw new IllegalArgumentException("key " + pair.getKeyID() + " is no private P-256 key");
    }
    var named = new ECKey.Builder(pair).algorithm(JWSAlgorithm.ES256).build();
    passKeys.add(new Dated<>(named, fromMs(pair)));
  }

  private static void requireKeyId(JWK key) {
    if (key.getKeyID() == null || key.getKeyID().isBlank()) {
      throw new IllegalArgumentException("a key has no kid");
    }
  }

  private static long fromMs(JWK key) {
    Date from = key.getNotBeforeTime() == null ? key.getIssueTime() : key.getNotBeforeTime();
    return from == null ? 0 : from.toInstant().toEpochMilli();
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

  private static <K> K newest(List<Dated<K>> dated, long nowMs) {
    var chosen = dated.getFirst().key();
    for (var each : dated) {
      if (each.fromMs() <= nowMs) {
        chosen = each.key();
      }
    }
    return chosen;
  }
}
