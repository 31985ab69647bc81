package io.daegi.booking.rules;

import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import java.util.List;
import java.util.Optional;

/** What may be an idempotency key: it is stored and indexed as it is. */
public final class IdempotencyKeys {

  public static final int MAX_CHARS = 255;

  private IdempotencyKeys() {}

  /** Why the request cannot be taken under this key, where one is needed. */
  public static Optional<Refusal> refuse(String key) {
    return key == null
        ? Optional.of(
            Refusal.of(
                RefusalCode.IDEMPOTENCY_KEY_MISSING, "This request needs an Idempotency-Key."))
        : refuseMalformed(key);
  }

  /** Why the request cannot be taken under this key, where none is needed. */
  public static Optional<Refusal> refuseMalformed(String key) {
    boolean isFine =
        key == null
            || (!key.isEmpty()
                && key.length() <= MAX_CHARS
                && key.chars().allMatch(c -> c > ' ' && c <= '~'));
    return isFine
        ? Optional.empty()
        : Optional.of(
            Refusal.invalid(
                List.of(
                    new FieldFault(
                        "/headers/Idempotency-Key",
                        "malformed",
                        "1 to " + MAX_CHARS + " visible ASCII characters"))));
  }
}
