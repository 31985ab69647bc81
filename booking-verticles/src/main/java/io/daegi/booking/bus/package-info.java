/** Typed calls over the event bus, as JSON, with trouble turned into refusals. */
package io.daegi.booking.bus;
