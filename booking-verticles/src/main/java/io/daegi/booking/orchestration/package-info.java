/** The saga over reservation, payment and balance, from the first question to the paid seat. */
package io.daegi.booking.orchestration;
