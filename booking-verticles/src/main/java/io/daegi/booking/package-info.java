/** The booking side as one piece: options in, a running module out. */
package io.daegi.booking;
