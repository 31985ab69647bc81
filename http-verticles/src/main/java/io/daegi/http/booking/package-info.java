/** Dates, seats, holds, balance and payments for visitors. */
package io.daegi.http.booking;
