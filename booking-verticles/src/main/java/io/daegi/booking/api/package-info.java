/**
 * All that others see of booking: the client, what is asked, what is answered, and every refusal.
 */
package io.daegi.booking.api;
