/** Booking's rules as pure functions: seats, limits, names, amounts and keys. */
package io.daegi.booking.rules;
