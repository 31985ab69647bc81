/** Payment: a gateway port, the built-in gateway that pays from the balance, and its memory. */
package io.daegi.booking.payment;
