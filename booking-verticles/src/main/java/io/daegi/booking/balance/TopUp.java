package io.daegi.booking.balance;

import io.daegi.booking.api.Money;
import io.daegi.booking.outbox.EventOwner;
import io.daegi.booking.store.AnswerStore.Slot;
import java.util.UUID;

/**
 * Money that a visitor wants in their wallet.
 *
 * @param topUpId follows from visitor and idempotency key
 * @param slot where the answer is stored
 */
public record TopUp(UUID topUpId, EventOwner owner, Money money, Slot slot) {}
