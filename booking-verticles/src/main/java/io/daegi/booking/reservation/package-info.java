/**
 * Reservation: concerts, dates, seats, the temporary hold, its confirmation, cancelling, expiry.
 */
package io.daegi.booking.reservation;
