package io.daegi.booking.api;

import java.time.Instant;

/**
 * One line of the audit trail.
 *
 * @param actId grows with time
 * @param at by the database's clock
 */
public record AdminAct(long actId, Instant at, AdminNote note) {}
