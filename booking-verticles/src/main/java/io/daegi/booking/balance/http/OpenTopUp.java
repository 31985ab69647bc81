package io.daegi.booking.balance.http;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.balance.TopUp;

/**
 * A top-up that was begun and left.
 *
 * @param refusal why its money goes back; null while it may still be credited
 * @param isOld whether every request about it has arrived by now, or is lost
 */
record OpenTopUp(TopUp topUp, Refusal refusal, boolean isOld) {}
