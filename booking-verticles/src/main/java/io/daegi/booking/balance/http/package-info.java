/** Top-ups whose money a gateway outside collects: its calls, and what is kept of them. */
package io.daegi.booking.balance.http;
