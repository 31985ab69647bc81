/** The waiting room for visitors: take a place, look at it, enter, leave. */
package io.daegi.http.queue;
