/**
 * The shop's pulse: while PostgreSQL answers, the queues of concerts are told that the shop lives.
 */
package io.daegi.booking.shop;
