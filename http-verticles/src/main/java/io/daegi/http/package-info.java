/** The public HTTP server and the management server, put together from the routes. */
package io.daegi.http;
