/** Those who buy, over the event bus and over HTTP, and the hall whose seats they buy. */
package io.daegi.bench.booking.load;
