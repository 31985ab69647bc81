/**
 * Booking's events: written with their effect, sent to Kafka in order, deleted when they arrived.
 */
package io.daegi.booking.outbox;
