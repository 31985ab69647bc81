/** Gateways outside, over HTTP: how they are asked, and what signs the words in between. */
package io.daegi.booking.gateway;
