/** Balance: wallets over an append-only double-entry ledger, and where top-ups come from. */
package io.daegi.booking.balance;
