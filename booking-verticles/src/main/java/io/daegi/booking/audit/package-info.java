/** The trail of what operators changed. */
package io.daegi.booking.audit;
