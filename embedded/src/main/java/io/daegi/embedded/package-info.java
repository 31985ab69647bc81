/** Real services for a process that names none of its own: a broker, PostgreSQL and Redis. */
package io.daegi.embedded;
