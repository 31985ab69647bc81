/** Booking's figures for operators; no visitor, seat or path in a label. */
package io.daegi.booking.metrics;
