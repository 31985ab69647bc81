/** A payment gateway outside, over HTTP: its calls, their signature, and what is kept of them. */
package io.daegi.booking.payment.http;
