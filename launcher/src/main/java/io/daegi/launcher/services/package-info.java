/** Where the broker, PostgreSQL and Redis of this process are: named and checked, or embedded. */
package io.daegi.launcher.services;
