/** Booking over real HTTP. */
package io.daegi.http.booking;
