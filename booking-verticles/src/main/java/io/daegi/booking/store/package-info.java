/** The database as all of booking uses it: transactions, trouble, migrations, stored answers. */
package io.daegi.booking.store;
